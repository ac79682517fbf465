package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of a text is kept. */
class KeptTest {
    @Test
    void aKeptTextIsCutBetweenCharacters() throws NotUnderstood {
        assertEquals("a".repeat(256), Kept.text("a".repeat(256)));
        assertEquals("a".repeat(256), Kept.text("a".repeat(257)));
        assertEquals("a".repeat(255), Kept.text("a".repeat(255) + "\ud83d\ude00"));
        assertEquals("a".repeat(254) + "\ud83d\ude00", Kept.text("a".repeat(254) + "\ud83d\ude00b"));
        for (String bad : List.of("\0", "a\0", "\ud83d", "\ude00", "\ud83da", "\ude00\ud83d")) {
            assertThrows(NotUnderstood.class, () -> Kept.text(bad));
            assertNull(Kept.orNull(bad));
        }
        assertNull(Kept.orNull(null));
        assertEquals("a", Kept.orNull("a"));
    }
}
