package dev.holdfast.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The feed against a model of the journal, step by step in random order: commits, hand-overs that arrive late and that nobody takes, reads whose
 * snapshot is older than their answer, settlements whose word comes late, retries, unknown outcomes, crashes.
 */
class FeedSimulationTest {
    private static final int STEPS = 600;

    @Test
    void withoutACrashEveryMessageIsSentOnceForEachVerdict() {
        for (long seed = 0; seed < 1_500; seed++) {
            SimulatedLane lane = new SimulatedLane(new Random(seed), 0.0, 5_000);
            lane.run(STEPS);
            lane.drain();
            assertEquals(0, lane.undelivered(), "lost, seed " + seed);
            assertEquals(0, lane.extraSends(), "sent again without a crash, seed " + seed);
        }
    }

    @Test
    void withLittleRoomTheCursorTakesOverAndNothingIsLostOrDoubled() {
        for (long seed = 0; seed < 300; seed++) {
            SimulatedLane lane = new SimulatedLane(new Random(seed), 0.0, 40);
            lane.run(STEPS);
            lane.commitMany(1_500);
            lane.run(STEPS);
            lane.drain();
            assertEquals(0, lane.undelivered(), "lost, seed " + seed);
            assertEquals(0, lane.extraSends(), "sent again without a crash, seed " + seed);
        }
    }

    @Test
    void afterCrashesNothingIsLostAndOnlyWhatWasUnsettledIsSentAgain() {
        for (long seed = 0; seed < 1_500; seed++) {
            SimulatedLane lane = new SimulatedLane(new Random(seed), 0.01, 5_000);
            lane.run(STEPS);
            lane.drain();
            assertEquals(0, lane.undelivered(), "lost, seed " + seed);
            assertTrue(lane.extraSends() <= lane.unsettledAtCrashes(), "more than was unsettled, seed " + seed);
        }
    }
}
