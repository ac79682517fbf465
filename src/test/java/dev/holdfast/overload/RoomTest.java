package dev.holdfast.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoomTest {
    private static final double LOOK = 0.025;

    private final Room room = Room.ofDeliveries();
    private boolean overflowed;

    @Test
    void arrivalsThatWaitTooLongMakeItWhatIsDoneInTheTimeThatTheyMayWait() {
        look(80, 50, 0.6, true);
        assertEquals(500, room.size(), 50, "2,000 a second for a quarter of a second");
    }

    @Test
    void oneCommitThatTookLongChangesLittle() {
        int before = room.size();
        look(1, 50, 0.6, false);
        assertEquals(before, room.size(), before * 0.25);
    }

    @Test
    void refusingWhileNobodyWaitsMakesItLarger() {
        look(80, 50, 0.6, true);
        int before = room.size();
        look(40, 50, 0.02, true);
        assertTrue(room.size() > 1.5 * before, () -> before + " then " + room.size());
    }

    @Test
    void aDatabaseThatAnswersNobodyTeachesNothing() {
        look(80, 50, 0.6, true);
        int before = room.size();
        look(400, 0, 0, true);
        assertEquals(before, room.size());
    }

    @Test
    void itNeverFallsBelowWhatMakesABatchWorthwhileAndNeverRisesPastTwoBatches() {
        look(400, 1, 2, true);
        assertEquals(192, room.size());
        look(4_000, 1_000, 0.01, true);
        assertEquals(1_024, room.size());
    }

    @Test
    void whatALoadTaughtIsForgottenWhenNothingIsRefused() {
        int guess = room.size();
        look(80, 50, 0.6, true);
        look(40 * 240, 1, 0.005, false);
        assertEquals(guess, room.size(), guess * 0.05);
    }

    @Test
    void whatIsDoneWithEaseCanBeDone() {
        look(80, 75, 0.005, false);
        assertEquals(750, room.size(), 20, "3,000 a second for a quarter of a second");
    }

    @Test
    void waitingWithoutARefusalIsLearnedFromToo() {
        look(80, 25, 0.6, false);
        assertEquals(250, room.size(), 20, "1,000 a second for a quarter of a second");
    }

    @Test
    void aJournalThatTakesNoMoreMakesItWhatIsDoneHoweverSoonThoseWereAnswered() {
        overflowed = true;
        look(80, 25, 0.02, true);
        assertEquals(250, room.size(), 20, "1,000 a second for a quarter of a second");
    }

    @Test
    void anOverflowBetweenTwoCommitsCountsWithTheNext() {
        int before = room.size();
        overflowed = true;
        look(40, 0, 0, false);
        assertEquals(before, room.size());
        overflowed = false;
        look(1, 10, 0.02, false);
        assertTrue(room.size() < before, () -> before + " then " + room.size());
    }

    private void look(int times, long done, double waited, boolean refused) {
        for (int i = 0; i < times; i++) {
            room.passed(LOOK, new Room.Look(done, waited, refused, overflowed));
        }
    }
}
