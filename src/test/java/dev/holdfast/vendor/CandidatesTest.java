package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts of a request may be its signature, and why there are none. */
class CandidatesTest {
    private static Scope scope(String body, String... headers) {
        return new Scope(Requests.post(body, headers), new Settings("src", null, Map.of()));
    }

    private static String found(String place, String prefix, String... headers) throws Fault {
        List<Value> values = new ArrayList<>();
        for (String one : place.split(" or ")) {
            values.add(Use.REQUEST.value(one));
        }
        Signature.Proof proof = new Signature.Proof(values, prefix, false, List.of(Encoding.HEX), List.of(), null);
        Candidates found = Candidates.find(proof, scope("{\"sig\":\"ab\",\"none\":\"\"}", headers));
        return found.cause() == null ? found.texts().toString() : found.cause().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "v0=ab, [ab]",
        "v0=, []",
        "v1=ab, SIGNATURE_MALFORMED",
        "ab, SIGNATURE_MALFORMED",
        "xv0=ab, SIGNATURE_MALFORMED"
    })
    void aPrefixIsNoPartOfASignature(String header, String texts) throws Fault {
        assertEquals(texts, found("header:X-Sig", "v0=", "X-Sig", header));
    }

    @Test
    void aPrefixIsLookedForInEachOfAList() throws Fault {
        assertEquals("[ab, cd]", found("header:X-Sig#s", "x", "X-Sig", "s=xab,s=yef,s=xcd"));
        assertEquals("SIGNATURE_MISSING", found("header:X-Sig", "v0="));
    }

    @Test
    void theFirstPlaceThatIsPresentCounts() throws Fault {
        assertEquals("[a]", found("header:X-A or header:X-B", "", "X-B", "b", "X-A", "a"));
        assertEquals("[b]", found("header:X-A or header:X-B", "", "X-B", "b", "X-A", ""));
        assertEquals("SIGNATURE_MALFORMED", found("header:X-A or header:X-B", "", "X-B", "b", "X-A", "a", "x-a", "a"));
        assertEquals("[ab]", found("header:X-A or body:/sig", ""));
        assertEquals("SIGNATURE_MISSING", found("body:/none or body:/gone", ""));
    }

    @Test
    void numberedHeadersCountInTheOrderOfTheirNames() throws Fault {
        assertEquals(
                "[a, b]", found("header:X-Sig-*", "", "X-Sig-2", "b", "x-sig-1", "a", "X-Sig-", "c", "X-Sig-x", "d"));
        assertEquals("SIGNATURE_MISSING", found("header:X-Sig-*", "", "X-Sig", "b", "X-Other-1", "a"));
        assertEquals("SIGNATURE_MALFORMED", found("header:X-Sig-*", "", "X-Sig-1", "b", "x-sig-1", "b"));
    }

    @Test
    void eightAreARotationAndNineAnAttempt() throws Fault {
        assertEquals("[a, a, a, a, a, a, a, a]", found("header:X-Sig#s", "", "X-Sig", "s=a,".repeat(8)));
        assertEquals("SIGNATURE_MALFORMED", found("header:X-Sig#s", "", "X-Sig", "s=a,".repeat(9)));
        assertEquals("SIGNATURE_MISSING", found("header:X-Sig#s", "", "X-Sig", "t=a"));
    }

    @Test
    void bytesAreThoseOfTheRightLength() {
        Candidates all = new Candidates(List.of("00ff", "", "zz", "0011aa", "AP8="), null);
        List<byte[]> any = all.decoded(List.of(Encoding.HEX), 0);
        assertEquals(2, any.size());
        assertArrayEquals(new byte[] {0, -1}, any.get(0));
        List<byte[]> two = all.decoded(List.of(Encoding.HEX, Encoding.BASE64), 2);
        assertEquals(2, two.size());
        assertArrayEquals(two.get(0), two.get(1));
    }
}
