package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of a source's secrets is a key of which alternative, and which is none of any. */
class KeysTest {
    private static final String GOOD = "a secret of enough bytes";

    private Page page;

    @BeforeEach
    void reads() {
        page = RichPage.page();
    }

    private Verifier verifier(Keys keys, int alternative) {
        return keys.verifier(page.signatures().get(alternative), page.split());
    }

    private static Keys keys(boolean weakAllowed, String... secrets) {
        return new Keys(Requests.secrets(secrets), weakAllowed, false);
    }

    @Test
    void aTextIsAKeyOfWhatTakesTexts() {
        for (int alternative : List.of(0, 1, 4)) {
            Keys keys = keys(false, GOOD, GOOD + "2");
            assertNotNull(verifier(keys, alternative));
            assertEquals(Set.of(), keys.unfit().keySet());
        }
        assertInstanceOf(HmacCheck.class, verifier(keys(false, GOOD), 0));
        assertInstanceOf(DigestCheck.class, verifier(keys(false, GOOD), 1));
        assertInstanceOf(EqualsCheck.class, verifier(keys(false, GOOD), 4));
    }

    @Test
    void whatTheVendorServesHasNoKeyHere() {
        for (int alternative : List.of(3, 5, 6)) {
            assertNull(verifier(keys(false, GOOD), alternative));
        }
    }

    @Test
    void aSecretThatFitsOneAlternativeIsNoMistakeOfAnother() {
        String hex = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        Keys keys = keys(false, GOOD, hex, "short");
        assertNotNull(verifier(keys, 2));
        assertEquals(Set.of(0, 2), keys.unfit().keySet());
        assertNotNull(verifier(keys, 0));
        assertEquals(Set.of(2), keys.unfit().keySet());
        for (int any : List.of(1, 4)) {
            Keys others = keys(false, "short");
            assertNull(verifier(others, 0));
            assertEquals(Set.of(0), others.unfit().keySet());
            assertNotNull(verifier(others, any));
            assertEquals(Set.of(), others.unfit().keySet());
        }
    }

    @Test
    void aShortKeyIsNone() {
        assertNull(verifier(keys(false, "fifteen bytes !"), 0));
        assertNotNull(verifier(keys(false, "sixteen bytes !!"), 0));
        assertNotNull(verifier(keys(true, "short"), 0));
        Keys empty = keys(true, "");
        assertNull(verifier(empty, 0));
        assertEquals("is a key of 0 bytes", empty.unfit().get(0).fault());
    }
}
