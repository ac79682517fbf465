package dev.holdfast.receive;

import dev.holdfast.vendor.KeyRequest;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Asks a vendor for a key. Whoever does it dials only what may be dialled, follows no redirect and reads at most
 * {@link KeyRequest#LARGEST} bytes.
 */
@FunctionalInterface
public interface KeyServer {
    /** What the vendor answered. */
    record Answer(int status, byte[] body) {}

    /**
     * Asks once. Fails when there is no whole answer in time; the failure's message may be logged.
     *
     * @param within from now to the answer's last byte
     */
    Future<Answer> ask(KeyRequest request, Duration within);
}
