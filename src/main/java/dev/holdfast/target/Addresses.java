package dev.holdfast.target;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks up one host, checks what came and remembers it.
 *
 * <p>The addresses it gives are the ones dialled: nothing looks the name up a second time, so a name that changes its mind
 * between check and use gains nothing. One forbidden address among good ones refuses the host.
 *
 * <p>An answer serves for 5 s. After that it goes on serving, until it is 60 s old, while the next look-up is under way or
 * fails: a slow name server holds nothing up. Confined to one context.
 */
final class Addresses {
    static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
    static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** More than any service needs; bounds what one attempt can try. */
    private static final int MAX_TRIED = 8;

    private final TargetUrl url;
    private final EgressGuard guard;
    private final Predicate<InetSocketAddress> ownSockets;
    private final NameLookup lookup;
    private final LongSupplier nanos;

    private Future<Destination> known = unknown();
    private @Nullable Future<Destination> underWay;
    private long askAgainAt;
    private long uselessAt;

    /**
     * @param ownSockets tells what is our own: sockets we listen on, our database
     * @param lookup asked for names only, never for addresses or {@code localhost}
     * @param nanos a monotonic clock
     */
    Addresses(
            TargetUrl url,
            EgressGuard guard,
            Predicate<InetSocketAddress> ownSockets,
            NameLookup lookup,
            LongSupplier nanos) {
        this.url = url;
        this.guard = guard;
        this.ownSockets = ownSockets;
        this.lookup = lookup;
        this.nanos = nanos;
        this.askAgainAt = nanos.getAsLong();
        this.uselessAt = askAgainAt;
    }

    /** What to dial now. Completes on the caller's context and never fails. */
    Future<Destination> current() {
        long now = nanos.getAsLong();
        if (now - askAgainAt < 0) {
            return known;
        }
        if (underWay == null) {
            ask();
        }
        return underWay == null || now - uselessAt < 0 ? known : underWay;
    }

    private void ask() {
        Future<Destination> answer =
                find().map(this::judge).otherwise(e -> unknown().result());
        underWay = answer;
        answer.onSuccess(this::remember);
    }

    private void remember(Destination found) {
        long now = nanos.getAsLong();
        underWay = null;
        askAgainAt = now + FRESH_NANOS;
        if (!(found instanceof Destination.Unknown) || now - uselessAt >= 0) {
            known = Future.succeededFuture(found);
            uselessAt = found instanceof Destination.Reachable ? now + STALE_NANOS : now;
        }
    }

    private Future<List<InetAddress>> find() {
        if (url.literal() != null) {
            return Future.succeededFuture(List.of(url.literal()));
        }
        // What localhost means is no name server's business.
        return url.namesLoopback() ? Future.succeededFuture(Loopback.BOTH) : lookup.addresses(url.host());
    }

    private Destination judge(List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            String refusal = guard.refusal(address, url.namesLoopback());
            if (refusal != null) {
                return new Destination.Forbidden(refusal);
            }
            if (ownSockets.test(new InetSocketAddress(address, url.port()))) {
                return new Destination.Forbidden("our own");
            }
        }
        return addresses.isEmpty() ? unknown().result() : new Destination.Reachable(dialled(addresses));
    }

    private List<SocketAddress> dialled(List<InetAddress> addresses) {
        return addresses.stream()
                .limit(MAX_TRIED)
                .map(address -> SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .toList();
    }

    private static Future<Destination> unknown() {
        return Future.succeededFuture(new Destination.Unknown("the name has no address"));
    }
}
