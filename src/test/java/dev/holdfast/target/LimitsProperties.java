package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LimitsProperties {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Whoever waits as told and ends at once sends no more than the rate and a tenth of a second's worth, and no less. */
    @Property(tries = 200)
    void theRateHolds(
            @ForAll @IntRange(min = 1, max = 5_000) int rate, @ForAll @IntRange(min = 1, max = 5) int replicas) {
        Limits limits = new Limits(settings(64, rate), 0);
        limits.replicas(replicas);
        long sent = 0;
        for (long now = 0; now < 10 * SECOND; ) {
            long wait = limits.take(now);
            if (wait == 0) {
                sent++;
                limits.done();
            }
            now += wait;
        }
        double share = rate * 10.0 / replicas;
        assertTrue(sent <= share * 1.01 + 2, sent + " of " + share);
        assertTrue(sent >= share * 0.99 - 1, sent + " of " + share);
    }

    @Property
    void noMoreThanTheShareIsUnderWay(
            @ForAll @IntRange(min = 1, max = 100) int most, @ForAll @IntRange(min = 1, max = 10) int replicas) {
        Limits limits = new Limits(settings(most, 0), 0);
        limits.replicas(replicas);
        int share = Math.max(1, most / replicas);
        for (int i = 0; i < share; i++) {
            assertEquals(0, limits.take(0));
        }
        assertEquals(Long.MAX_VALUE, limits.take(SECOND));
        assertEquals(share, limits.inFlight());
        limits.done();
        assertEquals(0, limits.take(SECOND));
    }

    @Example
    void anUnboundedRateNeverWaits() {
        Limits limits = new Limits(settings(1_000_000, 0), 0);
        for (int i = 0; i < 10_000; i++) {
            assertEquals(0, limits.take(0));
        }
    }

    private static TargetSettings settings(int maxInFlight, double rate) {
        return new TargetSettings(
                "billing",
                TargetUrl.parse("http://billing/"),
                List.of(),
                Duration.ofSeconds(1),
                maxInFlight,
                rate,
                List.of(),
                Duration.ofSeconds(1));
    }
}
