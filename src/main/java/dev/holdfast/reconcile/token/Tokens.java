package dev.holdfast.reconcile.token;

import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Authentication.Header;
import dev.holdfast.vendor.pull.Authentication.OAuth2;
import dev.holdfast.vendor.pull.Authentication.Signed;
import dev.holdfast.vendor.pull.Contract;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The headers that say who is asking, for every kind of {@link Authentication}. One for all sources; call it from anywhere. */
public final class Tokens {
    private static final Logger LOG = Logger.getLogger(Tokens.class);
    private static final long LOOK_AGAIN = 200;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** As long as a renewal has its lease, and somewhat more. */
    private static final int MOST_LOOKS = (int) (Renewal.LEASE.toMillis() / LOOK_AGAIN) + 10;

    private final Vertx vertx;
    private final TokenStore store;
    private final Renewal renewal;
    private final @Nullable Seal seal;
    private final InstantSource clock;
    private final TokenMeters meters;

    /** Sources that are stuck here alone, since no key of this replica opens what is stored, and which version that is. */
    private final Map<String, Long> locked = new ConcurrentHashMap<>();

    /**
     * Tokens in a database.
     *
     * @param seal null when no master key is configured: then there are no OAuth 2.0 tokens
     * @param clock for what is signed
     * @param random for jitter and for names of leases; may be called from any thread
     */
    public Tokens(
            Vertx vertx,
            SqlClient database,
            VendorHttp http,
            @Nullable Seal seal,
            InstantSource clock,
            RandomGenerator random,
            TokenMeters meters) {
        this.vertx = vertx;
        this.store = new TokenStore(database);
        this.renewal = new Renewal(vertx, store, http, clock, random, meters);
        this.seal = seal;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The header that goes with the source's next call; empty when its vendor wants none. One read of the database for
     * OAuth 2.0, none for the others; a renewal when the token is nearly over.
     *
     * @param credentials of the source, by name
     * @return fails with {@link Reconnect} when an operator must act, with {@link NoToken} when it is worth asking again
     *     later, and with whatever the database says
     */
    public Future<Optional<Header>> header(String source, Contract contract, Map<String, Secret> credentials) {
        Authentication how = contract.authentication();
        if (how instanceof Signed signed) {
            return signed(signed, credentials);
        }
        return how instanceof OAuth2 oauth2
                ? asking(source, oauth2, credentials, asking -> current(asking, MOST_LOOKS))
                        .compose(token -> written(how, credentials, token))
                : written(how, credentials, null);
    }

    /**
     * The header to try instead of one that the vendor answered 401 to. If another replica has renewed the token meanwhile,
     * that one; else it is renewed once. Ask once for a call: a second 401 in a row is no matter of tokens.
     *
     * @param used the header of the call
     * @return as {@link #header}; {@link Reconnect} for what cannot be renewed
     */
    public Future<Optional<Header>> refused(
            String source, Contract contract, Map<String, Secret> credentials, Header used) {
        if (!(contract.authentication() instanceof OAuth2 oauth2)) {
            return Future.failedFuture(new Reconnect("the vendor does not take the configured credentials"));
        }
        return asking(source, oauth2, credentials, asking -> expire(asking, used))
                .compose(v -> header(source, contract, credentials));
    }

    /**
     * Takes the refresh token that somebody got by connecting the account; the next call uses it.
     *
     * @param by name of the admin token
     * @return fails with {@link Reconnect} when there is no master key to seal it with
     */
    public Future<Void> handIn(String source, Secret refreshToken, String by) {
        Seal with = seal;
        if (with == null) {
            return Future.failedFuture(withoutSeal());
        }
        byte[] sealed = with.seal(refreshToken.bytes(), Purse.context(source, "refresh"));
        return store.handIn(source, sealed, by)
                .onSuccess(v -> LOG.infof("source %s: a refresh token was handed in, says %s", source, by));
    }

    /** How the source's token is; {@link Standing.State#NONE} when nothing is known. */
    public Future<Standing> standing(String source) {
        return store.look(source).map(TokenRow::standing);
    }

    /**
     * Measures, as it is stored, for which sources an operator must act. Every replica does so again and again: another one
     * may ask the vendor next, and would be the only one to see that the account is connected again.
     */
    public Future<Void> measure(Collection<String> sources) {
        return store.finality(sources)
                .onSuccess(rows -> rows.forEach(row -> meters.stuck(
                        row.source(), row.isFinal() || Objects.equals(locked.get(row.source()), row.version()))))
                .mapEmpty();
    }

    private <T> Future<T> asking(
            String source, OAuth2 oauth2, Map<String, Secret> credentials, Function<Asking, Future<T>> work) {
        Seal with = seal;
        return with == null
                ? Future.failedFuture(withoutSeal())
                : work.apply(new Asking(source, oauth2, credentials, new Purse(with, source, oauth2, credentials)));
    }

    private static Reconnect withoutSeal() {
        return new Reconnect("holdfast.secret.master-keys is not configured: tokens could not be kept");
    }

    /** For this call alone: nobody keeps it. */
    private Future<Optional<Header>> signed(Signed how, Map<String, Secret> credentials) {
        try {
            return written(how, credentials, Assertion.own(how, credentials, clock.instant()));
        } catch (IllegalStateException e) {
            return Future.failedFuture(new Reconnect(String.valueOf(e.getMessage())));
        }
    }

    private static Future<Optional<Header>> written(
            Authentication how, Map<String, Secret> credentials, @Nullable Secret token) {
        try {
            return Future.succeededFuture(how.header(credentials, token));
        } catch (IllegalStateException e) {
            return Future.failedFuture(new Reconnect(String.valueOf(e.getMessage())));
        }
    }

    private Future<Secret> current(Asking asking, int looks) {
        return store.look(asking.source()).compose(row -> chosen(asking, row, looks));
    }

    private Future<Secret> chosen(Asking asking, TokenRow row, int looks) {
        Purse purse = asking.purse();
        Optional<Secret> access = purse.access(row);
        Choice choice = Choice.of(row, access.isPresent(), purse.hasMeans(row), purse.begins(row));
        seen(asking.source(), row, choice);
        if (looks <= 0) {
            return Future.failedFuture(new NoToken("nobody has renewed the token in time", SOON));
        }
        return switch (choice) {
            case USE -> used(asking, row, access.orElseThrow());
            case RENEW ->
                renewal.renew(asking, row)
                        .compose(token -> token.map(Future::succeededFuture).orElseGet(() -> again(asking, looks)));
            case WAIT -> again(asking, looks);
            case LATER -> Future.failedFuture(later(row));
            case STUCK -> stuck(asking, row);
        };
    }

    private void seen(String source, TokenRow row, Choice choice) {
        meters.stuck(source, choice == Choice.STUCK || (row.isFinal() && choice == Choice.USE));
        if (choice == Choice.STUCK && !row.isFinal()) {
            locked.put(source, row.version());
        } else {
            locked.remove(source);
        }
    }

    /** Nobody waits for it to be sealed again: the next look does it, when this one fails. */
    private Future<Secret> used(Asking asking, TokenRow row, Secret access) {
        if (asking.purse().isAged(row)) {
            asking.purse()
                    .reseal(store, row)
                    .onFailure(e -> LOG.debugf("source %s: not sealed again: %s", asking.source(), e.getMessage()));
        }
        return Future.succeededFuture(access);
    }

    private Future<Secret> again(Asking asking, int looks) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(LOOK_AGAIN, t -> over.complete());
        return over.future().compose(v -> current(asking, looks - 1));
    }

    private static NoToken later(TokenRow row) {
        Duration after = row.waitMillis() == null ? SOON : Duration.ofMillis(row.waitMillis());
        return new NoToken(String.valueOf(row.trouble()), after);
    }

    private Future<Secret> stuck(Asking asking, TokenRow row) {
        if (row.trouble() != null) {
            return Future.failedFuture(new Reconnect(row.trouble()));
        }
        String lack = row.refresh() == null
                ? "there is no refresh token: " + asking.remedy()
                : "no key in holdfast.secret.master-keys opens the stored refresh token: list it, or "
                        + asking.remedy();
        return store.lack(asking.source(), lack).compose(v -> Future.failedFuture(new Reconnect(lack)));
    }

    /** Only if it is still the one that was used; else somebody has renewed it already. */
    private Future<Void> expire(Asking asking, Header used) {
        return store.look(asking.source()).compose(row -> {
            Optional<Header> stored =
                    asking.purse().access(row).flatMap(token -> asking.oauth2().header(asking.credentials(), token));
            return stored.filter(used::equals).isPresent()
                    ? store.expire(asking.source(), row.version())
                    : Future.succeededFuture();
        });
    }
}
