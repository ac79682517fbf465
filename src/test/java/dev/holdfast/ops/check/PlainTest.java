package dev.holdfast.ops.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What a stranger wrote cannot write to the terminal. */
class PlainTest {
    @Test
    void nothingMovesTheCursorOrBeginsALine() {
        assertEquals("a?[31m??b", Plain.text("a\u001b[31m\r\nb"));
        assertEquals("?????", Plain.text("\u202e\u2028\u0085\u200b\ud800"));
        assertEquals("\u00e9\ud83d\ude00", Plain.text("\u00e9\ud83d\ude00"));
    }

    @Test
    void aLongTextIsCut() {
        assertEquals("a".repeat(400), Plain.text("a".repeat(400)));
        assertEquals("a".repeat(400) + "…", Plain.text("a".repeat(401)));
    }
}
