package dev.holdfast.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sealed is read by nobody without the key, for nothing but what it was sealed for, and not changed. */
class SealTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PLAIN = "b537207f20cbfa02357cf448134da559".getBytes(StandardCharsets.UTF_8);
    private static final String FOR = "captured-secret:asana-live";

    private final Secret one = master();
    private final Secret other = master();
    private final Seal seal = Seal.of(List.of(one), RANDOM);

    private static Secret master() {
        byte[] key = new byte[Seal.KEY_BYTES];
        RANDOM.nextBytes(key);
        return Secret.of(Base64.getEncoder().encodeToString(key));
    }

    @Test
    void whatIsSealedIsOpenedByTheSameKeyAndHoldsNothingInTheClear() throws BrokenSeal {
        byte[] sealed = seal.seal(PLAIN, FOR);
        assertArrayEquals(PLAIN, Seal.of(List.of(one), RANDOM).open(sealed, FOR));
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1)
                .contains(new String(PLAIN, StandardCharsets.ISO_8859_1).substring(0, 8)));
        assertArrayEquals(new byte[0], seal.open(seal.seal(new byte[0], FOR), FOR));
    }

    @Test
    void twoSealsOfOneThingAreDifferent() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(seen.add(Arrays.toString(seal.seal(PLAIN, FOR))));
        }
    }

    @Test
    void whatWasSealedForOneSourceOpensForNoOther() {
        byte[] sealed = seal.seal(PLAIN, FOR);
        assertThrows(BrokenSeal.class, () -> seal.open(sealed, "captured-secret:asana-test"));
        assertThrows(BrokenSeal.class, () -> seal.open(sealed, ""));
    }

    @Test
    void aChangedByteAnywhereIsNoticed() {
        byte[] sealed = seal.seal(PLAIN, FOR);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(BrokenSeal.class, () -> seal.open(changed, FOR), "byte " + i);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(BrokenSeal.class, () -> seal.open(cut, FOR), "cut at " + length);
        }
    }

    @Test
    void aRotationListsTheNewKeyBeforeTheOld() throws BrokenSeal {
        byte[] old = seal.seal(PLAIN, FOR);
        Seal both = Seal.of(List.of(other, one), RANDOM);
        assertArrayEquals(PLAIN, both.open(old, FOR));
        assertFalse(both.isNewest(old));

        byte[] renewed = both.seal(PLAIN, FOR);
        assertTrue(both.isNewest(renewed));
        assertArrayEquals(PLAIN, Seal.of(List.of(other), RANDOM).open(renewed, FOR));
        BrokenSeal broken = assertThrows(BrokenSeal.class, () -> seal.open(renewed, FOR));
        assertTrue(
                String.valueOf(broken.getMessage()).startsWith("is sealed with a key that is not listed, of the id "));
    }

    @ParameterizedTest
    @CsvSource({
        "no base 64!,is no base 64",
        "'',is a key of 0 bytes",
        "c2hvcnQ=,is a key of 5 bytes",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,is not random",
        "YWJjZGFiY2RhYmNkYWJjZGFiY2RhYmNkYWJjZGFiY2Q=,is not random"
    })
    void aTextThatIsNoKeyIsRefusedWithoutBeingQuoted(String text, String fault) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Seal.of(List.of(Secret.of(text)), RANDOM));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(fault), refused::getMessage);
        assertTrue(text.isEmpty() || !refused.getMessage().contains(text));
    }

    @Test
    void withoutAKeyThereIsNoSeal() {
        assertThrows(IllegalArgumentException.class, () -> Seal.of(List.of(), RANDOM));
        assertEquals("is sealed, and no key is listed", BrokenSeal.withoutKeys().getMessage());
    }
}
