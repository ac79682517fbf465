package dev.holdfast.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClaimsTest {
    private boolean slow;
    private final Claims claims = new Claims(() -> slow);

    @Test
    void whileAllIsWellNothingWaits() {
        assertTrue(claims.takesOffers());
        int rows = claims.begin(0);
        assertEquals(0, claims.nanosUntilRead(1));
        assertEquals(256, rows);
    }

    @Test
    void aSlowLoopTakesNothingByHandOverAndReadsALittleFromTimeToTime() {
        slow = true;
        assertFalse(claims.takesOffers());
        assertEquals(0, claims.nanosUntilRead(5));
        assertEquals(64, claims.begin(5));
        assertEquals(249_999_999, claims.nanosUntilRead(6));
        assertEquals(0, claims.nanosUntilRead(250_000_005));
    }

    @Test
    void whatItHadToWaitForIsForgottenWhenAllIsWellAgain() {
        slow = true;
        claims.begin(0);
        slow = false;
        assertEquals(0, claims.nanosUntilRead(1));
    }
}
