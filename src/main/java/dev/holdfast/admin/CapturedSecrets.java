package dev.holdfast.admin;

import dev.holdfast.receive.Entrance;
import dev.holdfast.receive.Entrances;
import dev.holdfast.receive.SecretCapture;
import dev.holdfast.secret.BrokenSeal;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Misconfigured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that vendors bring: kept sealed in the database, given to the doors.
 *
 * <pre>
 *   nothing ──an operator opens a window──► open ──the vendor brings one──► captured ──an admin forgets it──► nothing
 *                                             └───────── time is up ──► nothing
 * </pre>
 *
 * <p>Each replica looks at the table once a second, and only where a source could capture. So a stranger's offer costs no
 * SQL: without a window that is known here it is refused at once, and with one there is one statement at a time.
 */
public final class CapturedSecrets implements SecretCapture {
    private static final Logger LOG = Logger.getLogger(CapturedSecrets.class);
    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final CaptureStore store;
    private final @Nullable Seal seal;
    private final Map<String, Duration> windows;
    private final Entrances entrances;
    private final BiFunction<String, Optional<Secret>, Entrance> doors;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Set<String> offering = ConcurrentHashMap.newKeySet();
    private volatile boolean looking;
    private long timer = -1;

    /** What this replica knows of a source. */
    private record Known(long version, boolean captured, boolean open, long openUntilNanos) {
        static final Known NOTHING = new Known(0, false, false, 0);

        boolean isOpen() {
            return open && openUntilNanos - System.nanoTime() > 0;
        }
    }

    /**
     * Knows nothing yet.
     *
     * @param seal null when no master key is configured: then nothing is captured
     * @param windows how long a window stays open, by name of the sources whose vendors may bring a secret
     * @param doors makes the entrance of a source with a secret or without; throws {@link Misconfigured} when the secret does
     *     not fit
     */
    public CapturedSecrets(
            Vertx vertx,
            Pool database,
            @Nullable Seal seal,
            Map<String, Duration> windows,
            Entrances entrances,
            BiFunction<String, Optional<Secret>, Entrance> doors) {
        this.vertx = vertx;
        this.store = new CaptureStore(database);
        this.seal = seal;
        this.windows = Map.copyOf(windows);
        this.entrances = entrances;
        this.doors = doors;
    }

    /** Reads what was captured earlier, and goes on looking. Fails when a secret is there and no key opens it. */
    public Future<Void> start() {
        if (windows.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.look().map(this::learnFirst).onSuccess(v -> timer = vertx.setPeriodic(EVERY_MILLIS, t -> look()));
    }

    /** Looks no more. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    @Override
    public Future<Boolean> offer(String source, Secret secret, String peer) {
        Seal with = seal;
        if (with == null || !known(source).isOpen() || !offering.add(source)) {
            return Future.succeededFuture(false);
        }
        try {
            Entrance entrance = doors.apply(source, Optional.of(secret));
            return store.keep(source, with.seal(secret.bytes(), context(source)), peer)
                    .map(version -> kept(entrance, version, peer))
                    .onComplete(done -> offering.remove(source));
        } catch (Misconfigured e) {
            LOG.warnf("source %s: a secret that does not fit its page was offered by %s", source, peer);
            offering.remove(source);
            return Future.succeededFuture(false);
        }
    }

    /** Whether a vendor may bring this source's secret at all. */
    boolean mayCapture(String source) {
        return windows.containsKey(source);
    }

    /** Whether there is a master key to keep one under. */
    boolean canSeal() {
        return seal != null;
    }

    /** Opens the source's window for as long as its page says; empty when the source has a secret. */
    Future<Optional<CaptureStore.Opened>> open(String source, String by) {
        Duration time = windows.getOrDefault(source, Duration.ZERO);
        return store.open(source, time, by).map(opened -> {
            opened.ifPresent(window -> {
                LOG.infof("source %s: its vendor may bring its secret until %s, says %s", source, window.until(), by);
                advance(source, window.version(), false, time.toMillis());
            });
            return opened;
        });
    }

    /** Forgets the source's secret; false when there is none. */
    Future<Boolean> forget(String source, String by) {
        return store.forget(source).map(version -> {
            version.ifPresent(now -> {
                LOG.infof("source %s: the captured secret is forgotten, says %s", source, by);
                install(source, now, false, doors.apply(source, Optional.empty()));
            });
            return version.isPresent();
        });
    }

    /** What is known of the source; {@link CaptureRow#NONE} when nothing is. */
    Future<CaptureRow> state(String source) {
        return store.look().map(rows -> rows.getOrDefault(source, CaptureRow.NONE));
    }

    private Known known(String source) {
        return known.getOrDefault(source, Known.NOTHING);
    }

    private boolean kept(Entrance entrance, Optional<Long> version, String peer) {
        String source = entrance.source().name();
        version.ifPresent(now -> {
            LOG.infof("source %s: its secret was captured from %s", source, peer);
            install(source, now, true, entrance);
        });
        return version.isPresent();
    }

    private void look() {
        if (!looking) {
            looking = true;
            store.look().onComplete(rows -> {
                looking = false;
                if (rows.succeeded()) {
                    rows.result().forEach(this::learn);
                } else {
                    LOG.debugf(
                            "captured secrets not looked at: %s", rows.cause().getMessage());
                }
            });
        }
    }

    private @Nullable Void learnFirst(Map<String, CaptureRow> rows) {
        rows.forEach((source, row) -> {
            if (windows.containsKey(source)) {
                try {
                    learnOf(source, row);
                } catch (BrokenSeal e) {
                    throw new IllegalStateException(wrongKeys(source, e));
                }
            }
        });
        return null;
    }

    /** What another replica did. */
    private void learn(String source, CaptureRow row) {
        if (windows.containsKey(source) && row.version() > known(source).version()) {
            try {
                learnOf(source, row);
            } catch (BrokenSeal | Misconfigured e) {
                LOG.error(e instanceof BrokenSeal broken ? wrongKeys(source, broken) : e.getMessage());
                advance(source, row.version(), known(source).captured(), 0);
            }
        }
    }

    private void learnOf(String source, CaptureRow row) throws BrokenSeal {
        byte[] sealed = row.sealed();
        if (sealed != null) {
            Secret secret = opened(source, row.version(), sealed);
            install(source, row.version(), true, doors.apply(source, Optional.of(secret)));
        } else if (known(source).captured()) {
            install(source, row.version(), false, doors.apply(source, Optional.empty()));
        } else {
            advance(source, row.version(), false, row.leftMillis() == null ? 0 : row.leftMillis());
        }
    }

    private Secret opened(String source, long version, byte[] sealed) throws BrokenSeal {
        Seal with = seal;
        if (with == null) {
            throw BrokenSeal.withoutKeys();
        }
        byte[] secret = with.open(sealed, context(source));
        if (!with.isNewest(sealed)) {
            store.reseal(source, version, with.seal(secret, context(source)))
                    .onFailure(e -> LOG.debugf("not sealed again: %s", e.getMessage()));
        }
        return Secret.of(new String(secret, StandardCharsets.UTF_8));
    }

    /** The door first: what is known to be captured can be verified. */
    private synchronized void install(String source, long version, boolean captured, Entrance entrance) {
        if (version > known(source).version()) {
            entrances.replace(entrance);
            advance(source, version, captured, 0);
        }
    }

    private synchronized void advance(String source, long version, boolean captured, long openMillis) {
        if (version > known(source).version()) {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(openMillis);
            known.put(source, new Known(version, captured, openMillis > 0, until));
        }
    }

    private static String context(String source) {
        return "captured-secret:" + source;
    }

    private static String wrongKeys(String source, BrokenSeal e) {
        return "holdfast.secret.master-keys: the captured secret of " + source + " " + e.getMessage()
                + "; allowed: the key that it was captured under among others, or configured secrets for the source";
    }
}
