package dev.holdfast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on 127.0.0.1 that behaves as its {@link FaultMode} says.
 *
 * <p>A thread for each connection, at most {@value #MAX_CONNECTIONS} at once; further clients wait in the kernel's backlog.
 */
public final class FaultTarget implements AutoCloseable {
    /** Connections served at once. */
    public static final int MAX_CONNECTIONS = 128;

    private static final int MAX_REMEMBERED = 100_000;

    private final ServerSocket server;
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
    private final Set<FaultConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private volatile FaultMode mode;

    private FaultTarget(FaultMode mode) throws IOException {
        this.mode = mode;
        this.server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
        daemon("fault-target-" + server.getLocalPort(), this::accept);
    }

    /** Starts one on a free port. */
    public static FaultTarget start(FaultMode mode) {
        try {
            return new FaultTarget(mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** As in {@code http://127.0.0.1:4711/hooks}. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks";
    }

    /** Behaves like this from the next request, or the next connection, on. */
    public void become(FaultMode next) {
        mode = next;
    }

    /** Requests read to their end, the first {@value #MAX_REMEMBERED} of them. */
    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** How many requests were read to their end. */
    public int requests() {
        return requests.get();
    }

    /** How many connections were ever accepted. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int open() {
        return open.size();
    }

    /** Refuses new connections and closes the open ones. */
    @Override
    public void close() {
        try {
            server.close();
            for (FaultConnection connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            places.acquire();
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            FaultConnection connection = new FaultConnection(accepted.incrementAndGet(), socket);
            open.add(connection);
            daemon("fault-connection-" + socket.getPort(), () -> serve(connection));
        }
    }

    private void serve(FaultConnection connection) throws IOException, InterruptedException {
        try {
            mode.accepted(connection);
            for (Received next = next(connection); next != null; next = next(connection)) {
                mode.answer(connection, next);
            }
        } finally {
            connection.close();
            open.remove(connection);
            places.release();
        }
    }

    private @Nullable Received next(FaultConnection connection) throws IOException {
        Received next = connection.isClosed() ? null : connection.read();
        if (next != null && requests.incrementAndGet() <= MAX_REMEMBERED) {
            received.add(next);
        }
        return next;
    }

    /** Runs to its end; that a socket was closed under it is no news. */
    static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What a thread does. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }
}
