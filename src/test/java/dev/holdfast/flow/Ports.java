package dev.holdfast.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that are free now, remembered by name for the life of the JVM: the service's configuration and the test must agree. */
final class Ports {
    private Ports() {}

    static synchronized int of(String name) {
        String key = "dev.holdfast.test.port." + name;
        String known = System.getProperty(key);
        if (known == null) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                known = Integer.toString(socket.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty(key, known);
        }
        return Integer.parseInt(known);
    }
}
