package dev.holdfast.reconcile.token;

import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Call;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one new token under the lease and stores it before anybody uses it.
 *
 * <pre>
 *   lease ─► ask the token URL ─► granted: keep, until the database has it ─► the new token
 *     │                        └► anything else: say why, and when to try again
 *     └ somebody else is at it
 * </pre>
 */
final class Renewal {
    /** Longer than a token URL may take, and a commit after it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Renewal.class);
    private static final long FIRST_BACKOFF = 1_000;
    private static final long LONGEST_BACKOFF = 300_000;
    private static final Duration REFUSED_BACKOFF = Duration.ofMinutes(5);

    /** A new token is the only one of its kind: it is offered to the database for ten minutes. */
    private static final int MOST_KEEPS = 1_200;

    private static final long KEEP_AGAIN = 500;

    private final Vertx vertx;
    private final TokenStore store;
    private final VendorHttp http;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TokenMeters meters;

    Renewal(
            Vertx vertx,
            TokenStore store,
            VendorHttp http,
            InstantSource clock,
            RandomGenerator random,
            TokenMeters meters) {
        this.vertx = vertx;
        this.store = store;
        this.http = http;
        this.clock = clock;
        this.random = random;
        this.meters = meters;
    }

    /** The new token; empty when it is worth looking at the table again. */
    Future<Optional<Secret>> renew(Asking asking, TokenRow row) {
        UUID renewer = new UUID(random.nextLong(), random.nextLong());
        return store.lease(asking.source(), row.version(), renewer, LEASE)
                .compose(ours -> ours ? fetch(asking, row, renewer) : Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Secret>> fetch(Asking asking, TokenRow row, UUID renewer) {
        long began = clock.millis();
        return ask(asking, row, renewer)
                .compose(answer -> answer instanceof TokenAnswer.Granted granted
                        ? keep(asking, row, granted, clock.millis() - began)
                        : fail(asking, row, renewer, answer).map(v -> Optional.empty()));
    }

    private Future<TokenAnswer> ask(Asking asking, TokenRow row, UUID renewer) {
        Call call;
        try {
            Secret refresh = asking.purse().refresh(row).orElse(null);
            call = new TokenRequest(asking.oauth2(), asking.credentials(), refresh, clock.instant(), renewer).call();
        } catch (IllegalStateException e) {
            return Future.succeededFuture(new TokenAnswer.Refused(String.valueOf(e.getMessage())));
        }
        return http.send(call, VendorHttp.Limits.TOKEN)
                .map(TokenAnswer::read)
                .otherwise(e -> new TokenAnswer.Failed("the token URL gave no answer: " + e.getMessage(), null));
    }

    private Future<Optional<Secret>> keep(
            Asking asking, TokenRow row, TokenAnswer.Granted granted, long elapsedMillis) {
        TokenStore.Fresh fresh = asking.purse().fresh(row, granted, elapsedMillis);
        return keep(asking.source(), row.version(), fresh, 1).map(kept -> {
            if (kept) {
                meters.renewed(asking.source(), "renewed");
            }
            return kept ? Optional.of(granted.access()) : Optional.empty();
        });
    }

    /** A commit whose answer was lost is found out by the version: then there is nothing more to keep. */
    private Future<Boolean> keep(String source, long version, TokenStore.Fresh fresh, int attempt) {
        return store.keep(source, version, fresh).recover(failure -> {
            if (attempt >= MOST_KEEPS) {
                return Future.failedFuture(failure);
            }
            if (attempt == 1) {
                LOG.warnf("source %s: a new token waits for the database: %s", source, failure.getMessage());
            }
            return after(KEEP_AGAIN).compose(v -> keep(source, version, fresh, attempt + 1));
        });
    }

    private Future<Void> fail(Asking asking, TokenRow row, UUID renewer, TokenAnswer answer) {
        String source = asking.source();
        byte[] seed = asking.purse().seed(row);
        if (answer instanceof TokenAnswer.Revoked revoked) {
            boolean connected = asking.refreshes();
            LOG.errorf("source %s: %s: %s", source, revoked.why(), asking.remedy());
            meters.renewed(source, "revoked");
            String why = revoked.why() + ": " + asking.remedy();
            return store.fail(source, row.version(), renewer, why, true, connected ? null : REFUSED_BACKOFF, seed);
        }
        if (answer instanceof TokenAnswer.Refused refused) {
            LOG.errorf("source %s: %s: its credentials have to be mended", source, refused.why());
            meters.renewed(source, "refused");
            String why = refused.why() + ": its credentials have to be mended";
            return store.fail(source, row.version(), renewer, why, true, REFUSED_BACKOFF, null);
        }
        TokenAnswer.Failed failed = (TokenAnswer.Failed) answer;
        meters.renewed(source, "failed");
        LOG.warnf("source %s: no new token: %s", source, failed.why());
        return store.fail(
                source, row.version(), renewer, failed.why(), false, backoff(row.failures(), failed.after()), null);
    }

    /** As the vendor says; else up to twice as long each time, with full jitter. */
    private Duration backoff(int failures, @Nullable Duration after) {
        if (after != null) {
            return after;
        }
        long most = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF << Math.min(20, failures));
        return Duration.ofMillis(Math.max(FIRST_BACKOFF / 4, (long) (most * random.nextDouble())));
    }

    private Future<Void> after(long millis) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(millis, t -> over.complete());
        return over.future();
    }
}
