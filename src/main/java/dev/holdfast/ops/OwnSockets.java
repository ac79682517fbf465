package dev.holdfast.ops;

import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.Settings;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * Sockets of our own, which no target may be: an event sent to ourselves would come back as a delivery, and the database is
 * nobody's webhook.
 *
 * @param webhookPort where webhooks come in
 * @param managementPort health and metrics
 */
record OwnSockets(Settings settings, DatabaseAddress database, int webhookPort, int managementPort)
        implements Predicate<InetSocketAddress> {
    @Override
    public boolean test(InetSocketAddress socket) {
        if (socket.getPort() == database.port() && isDatabase(socket)) {
            return true;
        }
        boolean here = socket.getAddress() != null
                && (socket.getAddress().isLoopbackAddress()
                        || socket.getAddress().isAnyLocalAddress());
        return here && isOurs(socket.getPort());
    }

    /** The demo's inbox lives on the admin listener; otherwise that one is ours alone. */
    private boolean isOurs(int port) {
        return port == webhookPort
                || port == managementPort
                || port == settings.admin().port() && !settings.demo();
    }

    private boolean isDatabase(InetSocketAddress socket) {
        InetSocketAddress theirs = new InetSocketAddress(database.host(), database.port());
        return socket.getAddress() != null && socket.getAddress().equals(theirs.getAddress());
    }
}
