package dev.holdfast.admin;

import dev.holdfast.overload.Overload;
import dev.holdfast.receive.RetryAfter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Orders that make much work at once: backfills, redrives and releases of many. Webhooks go before them. */
@Singleton
public class BulkOrders {
    private final Overload overload;

    BulkOrders(Overload overload) {
        this.overload = overload;
    }

    /** @throws ClientErrorException 429 with the time to wait, while there is more urgent work */
    void demand() {
        if (overload.stopsBulk()) {
            int seconds = RetryAfter.spread();
            throw new ClientErrorException(
                    "webhooks go first just now: order it again after " + seconds + " s",
                    Response.status(Response.Status.TOO_MANY_REQUESTS)
                            .header(HttpHeaders.RETRY_AFTER, seconds)
                            .build());
        }
    }
}
