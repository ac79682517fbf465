package dev.holdfast.target;

import io.vertx.core.net.SocketAddress;
import java.util.List;

/** What a target's name stands for at the moment. */
sealed interface Destination {
    /** Checked addresses, in the order in which to try them; never empty. */
    record Reachable(List<SocketAddress> addresses) implements Destination {}

    /** At least one of its addresses must never be dialled. */
    record Forbidden(String reason) implements Destination {}

    /** The name has no address that we know of. */
    record Unknown(String reason) implements Destination {}
}
