package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;

/** The promises, as assertions over a verdict. */
final class Verdicts {
    /** What a crash may double beside what was in flight: the relay has no more answers unsettled than one batch holds. */
    static final int SETTLE_BATCH = 512;

    private Verdicts() {}

    /** Nothing lost, nothing changed, nothing invented, one name for each event; duplicates are another question. */
    static void assertNothingLost(Verdict verdict, int atLeast) {
        assertAll(
                verdict.summary(),
                () -> assertEquals(Set.of(), verdict.lost(), "lost"),
                () -> assertEquals(Set.of(), verdict.unexpected(), "unexpected"),
                () -> assertEquals(Set.of(), verdict.corrupt(), "corrupt"),
                () -> assertEquals(Set.of(), verdict.split(), "more than one webhook-id"),
                () -> assertTrue(verdict.delivered().size() >= atLeast, "too few events to prove anything"));
    }

    /** And nothing twice. */
    static void assertExactlyOnce(Verdict verdict, int atLeast) {
        assertNothingLost(verdict, atLeast);
        assertEquals(
                0, verdict.extra(), () -> "duplicated: " + verdict.duplicated().keySet());
    }
}
