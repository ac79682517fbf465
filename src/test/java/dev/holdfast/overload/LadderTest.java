package dev.holdfast.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final long HOLD = 1_000;

    private final Ladder ladder = new Ladder(HOLD);

    @Test
    void risingPressureGivesUpOneThingAfterTheOther() {
        List<Level> seen = new ArrayList<>();
        for (int percent = 0; percent <= 200; percent++) {
            Level level = ladder.see(percent / 100.0, percent);
            if (seen.isEmpty() || seen.get(seen.size() - 1) != level) {
                seen.add(level);
            }
        }
        assertEquals(List.of(Level.values()), seen);
    }

    @Test
    void aSuddenLoadIsMetAtOnce() {
        assertEquals(Level.SHED_ALL, ladder.see(3, 0));
    }

    @Test
    void theWayBackIsOneStepAHold() {
        ladder.see(3, 0);
        List<Level> seen = new ArrayList<>();
        for (long at = 1; at <= 5 * HOLD + 1; at++) {
            Level level = ladder.see(0, at);
            if (at % HOLD == 1) {
                seen.add(level);
            }
        }
        assertEquals(
                List.of(
                        Level.SHED_ALL,
                        Level.SHED_RETRYING,
                        Level.NO_BULK,
                        Level.SLOW_RELAY,
                        Level.NO_FETCHING,
                        Level.CALM),
                seen);
    }

    @Test
    void aPressureThatIsBarelyBelowTheStepKeepsIt() {
        ladder.see(1, 0);
        assertEquals(Level.SHED_RETRYING, ladder.see(0.8, HOLD));
        assertEquals(Level.SHED_RETRYING, ladder.see(0.8, 10 * HOLD));
    }

    @Test
    void aReliefThatIsInterruptedCountsFromItsNewBeginning() {
        ladder.see(1, 0);
        ladder.see(0, 1);
        ladder.see(0.9, HOLD);
        ladder.see(0, HOLD + 1);
        assertEquals(Level.SHED_RETRYING, ladder.see(0, 2 * HOLD));
        assertEquals(Level.NO_BULK, ladder.see(0, 2 * HOLD + 1));
    }

    @Test
    void eachLevelGivesUpWhatThoseBeforeItDo() {
        for (Level now : Level.values()) {
            for (Level before : Level.values()) {
                assertEquals(before.ordinal() <= now.ordinal(), before.holdsAt(now), before + " at " + now);
            }
        }
        assertTrue(Level.SHED_ALL.pressure() > Level.SHED_RETRYING.pressure());
    }
}
