package dev.holdfast.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/** Finds what addresses a name has. */
@FunctionalInterface
public interface NameLookup {
    /** All IPv4 and IPv6 addresses of the name; fails when there is none. Completes on the caller's context. */
    Future<List<InetAddress>> addresses(String host);

    /** The platform's own lookup, on a worker thread: it blocks. It keeps answers for 30 s unless told otherwise. */
    static NameLookup platform(Vertx vertx) {
        return host -> vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
    }
}
