package dev.holdfast.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal that commits in batches, under an open-loop load, in a time of its own: nothing here depends on the machine. */
class SimulatedLoadTest {
    private static final long MILLI = 1_000_000L;
    private static final int BATCH = 512;

    private final Overload overload = new Overload((before, now) -> {}, 0);
    private final Deque<Long> queue = new ArrayDeque<>();
    private final List<Double> waits = new ArrayList<>();
    private int events;
    private int committing;
    private long commitsAt = Long.MAX_VALUE;
    private double credit;
    private long refusedLate;

    /** A commit takes a fixed time and something for each row. */
    @ParameterizedTest
    @CsvSource({
        // commit ms, µs a row, events a delivery, times what the journal can do
        "2, 40, 1, 3",
        "2, 40, 1, 10",
        "2, 400, 1, 3",
        "2, 400, 1, 10",
        "20, 200, 1, 3",
        "20, 200, 1, 10",
        "60, 500, 1, 3",
        "60, 500, 1, 10",
        "2, 20, 100, 3",
        "2, 20, 100, 10",
        "2, 200, 100, 3",
        "2, 200, 100, 10",
        "20, 100, 10, 10",
    })
    void moreThanTheJournalCanDoCostsLittleOfWhatItDoes(double commit, double perRow, int each, double times) {
        events = each;
        double knee = knee(commit, perRow * each);
        run(0, 4_000, 0.8 * knee, commit, perRow * each);
        waits.clear();
        run(4_000, 24_000, times * knee, commit, perRow * each);
        double goodput = waits.size() / 20.0;
        Collections.sort(waits);
        double p99 = waits.get((int) (waits.size() * 0.99));
        assertTrue(goodput >= 0.9 * knee, () -> goodput + " of " + knee + " a second");
        assertTrue(p99 <= 0.5, () -> "p99 " + p99 + " s");
        waits.clear();
        run(24_000, 44_000, 0.5 * knee, commit, perRow * each);
        assertEquals(Level.CALM, overload.level());
        assertEquals(0, refusedLate, "refused in the last seconds of a load that it can do");
    }

    /** Deliveries a second of which none waits longer than a quarter of a second: two batches a round. */
    private double knee(double commit, double perRow) {
        double rows = Math.min(BATCH / events, (1_000 * Room.WAIT_SECONDS / 2 - commit) * 1_000 / perRow);
        return rows / (commit + rows * perRow / 1_000) * 1_000;
    }

    private void run(int fromMillis, int toMillis, double rate, double commit, double perRow) {
        refusedLate = 0;
        for (long now = fromMillis * MILLI; now < toMillis * MILLI; now += MILLI) {
            for (credit += rate / 1_000; credit >= 1; credit--) {
                arrive(now, now > (toMillis - 10_000) * MILLI);
            }
            commit(now, commit, perRow);
            if (now % (25 * MILLI) == 0 && now > 0) {
                overload.tick(now, 0);
            }
        }
    }

    private void arrive(long now, boolean late) {
        if (overload.refuses(true, now)) {
            refusedLate += late ? 1 : 0;
        } else {
            overload.began(events);
            queue.add(now);
        }
    }

    private void commit(long now, double commit, double perRow) {
        if (now >= commitsAt) {
            for (; committing > 0; committing--) {
                long waited = now - queue.remove();
                waits.add(waited / 1e9);
                overload.ended(events, waited);
            }
            commitsAt = Long.MAX_VALUE;
        }
        if (committing == 0 && !queue.isEmpty()) {
            committing = Math.min(BATCH / events, queue.size());
            commitsAt = now + (long) ((commit + committing * perRow / 1_000) * MILLI);
        }
    }
}
