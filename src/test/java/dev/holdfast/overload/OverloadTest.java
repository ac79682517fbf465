package dev.holdfast.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final long MILLI = 1_000_000L;

    private final List<Level> levels = new ArrayList<>();
    private final Overload overload = new Overload((before, now) -> levels.add(now), 0);
    private long now;

    @Test
    void vendorsThatTryAgainAreRefusedBeforeThoseThatNeverDo() {
        int room = overload.room();
        began(room - 1);
        assertFalse(overload.refuses(true, now));
        began(1);
        assertTrue(overload.refuses(true, now));
        assertFalse(overload.refuses(false, now));
        began(room);
        assertTrue(overload.refuses(false, now));
    }

    @Test
    void everythingElseIsGivenUpBeforeTheFirstDelivery() {
        began(overload.room());
        assertEquals(Level.CALM, overload.level(), "nobody has looked yet");
        assertTrue(overload.refuses(true, now));
        assertTrue(overload.stopsFetching() && overload.slowsRelay() && overload.stopsBulk());
    }

    @Test
    void onlyWhatMustBeIsGivenUp() {
        began((int) Math.ceil(0.5 * overload.room()));
        tick(0);
        assertTrue(overload.stopsFetching());
        assertFalse(overload.slowsRelay() || overload.stopsBulk());
        began((int) Math.ceil(0.15 * overload.room()));
        tick(0);
        assertTrue(overload.slowsRelay());
        assertFalse(overload.stopsBulk());
        assertFalse(overload.refuses(true, now));
    }

    @Test
    void anEventLoopThatIsLateIsPressureToo() {
        tick(130 * MILLI);
        assertEquals(Level.NO_FETCHING, overload.level());
        tick(300 * MILLI);
        assertTrue(overload.refuses(true, now));
        assertFalse(overload.refuses(false, now));
    }

    @Test
    void allIsDoneAgainWithinHalfAMinuteAndEachChangeIsToldOnce() {
        began(2 * overload.room());
        tick(0);
        while (overload.underWay() > 0) {
            overload.ended(1, MILLI);
        }
        for (int i = 0; i < 30 * 40; i++) {
            tick(0);
        }
        assertEquals(
                List.of(
                        Level.SHED_ALL,
                        Level.SHED_RETRYING,
                        Level.NO_BULK,
                        Level.SLOW_RELAY,
                        Level.NO_FETCHING,
                        Level.CALM),
                levels);
    }

    @Test
    void whatDeliveriesBringHasARoomOfItsOwn() {
        while (overload.eventsUnderWay() < overload.eventsRoom()) {
            assertFalse(overload.refuses(true, now));
            overload.began(100);
        }
        assertTrue(overload.underWay() < overload.room() / 2);
        assertTrue(overload.refuses(true, now));
        assertFalse(overload.refuses(false, now));
        overload.ended(100, MILLI);
        assertFalse(overload.refuses(true, now));
    }

    @Test
    void onlyTheRoomThatWasFullGrows() {
        int deliveries = overload.room();
        int events = overload.eventsRoom();
        for (int i = 0; i < 20; i++) {
            int batches = overload.eventsRoom() / 100 + 1;
            for (int k = 0; k < batches; k++) {
                overload.began(100);
            }
            assertTrue(overload.refuses(true, now));
            for (int k = 0; k < batches; k++) {
                overload.ended(100, MILLI);
            }
            tick(0);
        }
        assertTrue(overload.eventsRoom() > 1.3 * events, () -> events + " then " + overload.eventsRoom());
        assertEquals(deliveries, overload.room());
    }

    @Test
    void whenTheJournalHadNoRoomNobodyIsLetInForAMoment() {
        began(1);
        overload.overflowed(1, now);
        assertEquals(0, overload.underWay());
        assertTrue(overload.refuses(true, now));
        assertTrue(overload.refuses(false, now + 49 * MILLI));
        assertFalse(overload.refuses(true, now + 50 * MILLI));
    }

    @Test
    void anAnswerWithoutACommitIsNothingThatWasDone() {
        int room = overload.room();
        for (int i = 0; i < 2_000; i++) {
            began(1);
            overload.failed(1);
            tick(0);
        }
        assertEquals(0, overload.underWay());
        assertEquals(room, overload.room());
        assertFalse(overload.refuses(true, now));
    }

    @Test
    void aPauseOfOneLookIsNoStandingLag() {
        StandingLag lag = new StandingLag(3);
        assertEquals(0, lag.see(900));
        assertEquals(0, lag.see(800));
        assertEquals(700, lag.see(700));
        assertEquals(5, lag.see(5));
    }

    private void began(int count) {
        for (int i = 0; i < count; i++) {
            overload.began(1);
        }
    }

    private void tick(long lag) {
        now += 25 * MILLI;
        overload.tick(now, lag);
    }
}
