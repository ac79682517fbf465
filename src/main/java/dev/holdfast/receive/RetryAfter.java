package dev.holdfast.receive;

import dev.holdfast.journal.Receipt.Reason;
import java.util.concurrent.ThreadLocalRandom;

/** How long whoever asked is asked to wait. */
public final class RetryAfter {
    private RetryAfter() {}

    /** Short where the trouble heals by itself; spread where many would come back at once. */
    static int seconds(Reason reason) {
        return reason == Reason.OVERLOADED ? spread() : 1;
    }

    /** Where many would come back at once: 5 to 30 seconds. */
    public static int spread() {
        return ThreadLocalRandom.current().nextInt(5, 31);
    }
}
