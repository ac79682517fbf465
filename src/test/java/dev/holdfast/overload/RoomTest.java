package dev.holdfast.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoomTest {
    private static final double LOOK = 0.025;

    private final Room room = new Room();

    @Test
    void arrivalsThatWaitTooLongMakeItWhatIsDoneInTheTimeThatTheyMayWait() {
        look(80, 50, 0.6, true);
        assertEquals(500, room.deliveries(), 50, "2,000 a second for a quarter of a second");
    }

    @Test
    void oneCommitThatTookLongChangesLittle() {
        int before = room.deliveries();
        look(1, 50, 0.6, false);
        assertEquals(before, room.deliveries(), before * 0.25);
    }

    @Test
    void refusingWhileNobodyWaitsMakesItLarger() {
        look(80, 50, 0.6, true);
        int before = room.deliveries();
        look(40, 50, 0.02, true);
        assertTrue(room.deliveries() > 1.5 * before, () -> before + " then " + room.deliveries());
    }

    @Test
    void aDatabaseThatAnswersNobodyTeachesNothing() {
        look(80, 50, 0.6, true);
        int before = room.deliveries();
        look(400, 0, 0, true);
        assertEquals(before, room.deliveries());
    }

    @Test
    void itNeverFallsBelowWhatMakesABatchWorthwhileAndNeverRisesPastTwoBatches() {
        look(400, 1, 2, true);
        assertEquals(Room.LEAST, room.deliveries());
        look(4_000, 1_000, 0.01, true);
        assertEquals(Room.MOST, room.deliveries());
    }

    @Test
    void whatALoadTaughtIsForgottenWhenNothingIsRefused() {
        int guess = room.deliveries();
        look(80, 50, 0.6, true);
        look(40 * 240, 1, 0.005, false);
        assertEquals(guess, room.deliveries(), guess * 0.05);
    }

    @Test
    void whatIsDoneWithEaseCanBeDone() {
        look(80, 75, 0.005, false);
        assertEquals(750, room.deliveries(), 20, "3,000 a second for a quarter of a second");
    }

    @Test
    void waitingWithoutARefusalIsLearnedFromToo() {
        look(80, 25, 0.6, false);
        assertEquals(250, room.deliveries(), 20, "1,000 a second for a quarter of a second");
    }

    private void look(int times, long done, double waited, boolean refused) {
        for (int i = 0; i < times; i++) {
            room.passed(LOOK, done, waited, refused);
        }
    }
}
