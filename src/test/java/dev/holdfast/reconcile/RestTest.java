package dev.holdfast.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {
    @Test
    void aFastPageIsFollowedByAsMuchRest() {
        assertEquals(Duration.ofMillis(7), Rest.after(7_000_000));
    }

    @Test
    void aSlowVendorsPageWaitsNoLongerThanAFewMilliseconds() {
        assertEquals(Rest.LONGEST, Rest.after(400_000_000));
    }

    @Test
    void noTimeAtAllIsNoRest() {
        assertEquals(Duration.ZERO, Rest.after(0));
        assertEquals(Duration.ZERO, Rest.after(-1));
    }
}
