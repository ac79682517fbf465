package dev.holdfast.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listened on a moment ago. None is given twice by one JVM.
 *
 * <p>Remembered with the JVM, since Quarkus loads this class once for each of its applications. Below those that systems
 * give to outgoing connections: one of them would be taken before, or between, its uses.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final String GIVEN = "dev.holdfast.test.ports";

    private FreePorts() {}

    /** A port of the loopback interface. */
    public static int next() {
        Properties ofTheJvm = System.getProperties();
        synchronized (ofTheJvm) {
            for (int attempt = 0; attempt < 1_000; attempt++) {
                int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
                String mark = " " + port + " ";
                String given = ofTheJvm.getProperty(GIVEN, "");
                if (!given.contains(mark) && isFree(port)) {
                    ofTheJvm.setProperty(GIVEN, given + mark);
                    return port;
                }
            }
        }
        throw new IllegalStateException("no port that was not given before in 1,000 attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
