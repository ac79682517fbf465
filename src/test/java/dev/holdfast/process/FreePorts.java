package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Ports that nobody listened on a moment ago. None is given twice by one JVM. */
public final class FreePorts {
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /** A port of the loopback interface. */
    public static synchronized int next() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = any();
            if (GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port that was not given before in 100 attempts");
    }

    private static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
