package dev.holdfast.reconcile.http;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Sends a call to a vendor, once. Whoever does it dials only what may be dialled (the vendor egress guard; https, and http
 * only where the operator's own URL says so, for a mock or a sandbox nearby), follows no redirect, decompresses nothing and
 * holds no more than it is told to.
 */
@FunctionalInterface
public interface VendorHttp {

    /**
     * What one answer may take.
     *
     * @param largest bytes of a body; a longer one is {@link NoAnswer}
     * @param within from now to the answer's last byte
     * @param fresh whether the connection must be a new one: a kept one may turn out dead when the request is already on its
     *     way, which leaves open whether it arrived. For what must not be sent twice
     */
    record Limits(int largest, Duration within, boolean fresh) {
        /** A page of a list: 16 MiB in a minute. */
        public static final Limits PAGE = new Limits(16 << 20, Duration.ofSeconds(60), false);

        /** A token: 64 KiB in 15 seconds. */
        public static final Limits TOKEN = new Limits(64 << 10, Duration.ofSeconds(15), true);
    }

    /**
     * Sends it. Completes on the caller's context with whatever status the vendor answered; fails with {@link NoAnswer}, and
     * with nothing else, when there is no whole answer in time. The call may have arrived all the same.
     *
     * @param call complete, its authentication included
     */
    Future<Answer> send(Call call, Limits limits);
}
