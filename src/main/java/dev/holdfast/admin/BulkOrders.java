package dev.holdfast.admin;

import dev.holdfast.overload.Overload;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.random.RandomGenerator;

/** Orders that make much work at once: backfills, redrives and releases of many. Webhooks go before them. */
@Singleton
public class BulkOrders {
    private static final int SOONEST_SECONDS = 5;
    private static final int LATEST_SECONDS = 30;

    private final Overload overload;
    private final RandomGenerator random;

    BulkOrders(Overload overload, RandomGenerator random) {
        this.overload = overload;
        this.random = random;
    }

    /** @throws ClientErrorException 429 with the time to wait, while there is more urgent work */
    void demand() {
        if (overload.stopsBulk()) {
            int seconds = random.nextInt(SOONEST_SECONDS, LATEST_SECONDS + 1);
            throw new ClientErrorException(
                    "webhooks go first just now: order it again after " + seconds + " s",
                    Response.status(Response.Status.TOO_MANY_REQUESTS)
                            .header(HttpHeaders.RETRY_AFTER, seconds)
                            .build());
        }
    }
}
