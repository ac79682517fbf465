package dev.holdfast.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on 127.0.0.1 that passes bytes on until it is told otherwise, for a database or anything else.
 *
 * <p>Two threads for each connection, at most {@value #MAX_CONNECTIONS} connections at once.
 */
public final class FaultProxy implements AutoCloseable {
    /** Connections passed on at once. */
    public static final int MAX_CONNECTIONS = 128;

    private static final int CONNECT_MILLIS = 5_000;

    private volatile InetSocketAddress upstream;
    private final ServerSocket server;
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong passed = new AtomicLong();
    private final Gate gate = new Gate();

    private FaultProxy(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        this.server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
        FaultTarget.daemon("fault-proxy-" + server.getLocalPort(), this::accept);
    }

    /** Starts one on a free port. Nothing is dialled before a client comes. */
    public static FaultProxy to(String host, int port) {
        try {
            return new FaultProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leads elsewhere from now on, as an address that moves to another machine does; what is open still leads to the old one. */
    public void moveTo(String host, int port) {
        upstream = new InetSocketAddress(host, port);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** RST to both sides of every connection, and to every new one, until {@link #heal}. */
    public void cut() {
        gate.set(Gate.Mode.CUT);
        resetAll();
    }

    /** RST to both sides of every connection; new ones are welcome. */
    public void resetAll() {
        pairs.forEach(Pair::reset);
    }

    /** Holds every byte back, both ways, and accepts without dialling, until {@link #heal}: a network that swallows packets. */
    public void stall() {
        gate.set(Gate.Mode.STALL);
    }

    /** Waits before each piece that it passes on, either way. */
    public void slow(Duration wait) {
        gate.slow(wait);
    }

    /** Passes so many more bytes on, both ways and all connections together, then {@link #cut}s in the middle of a piece. */
    public void resetAfter(long bytes) {
        gate.limit(bytes);
    }

    /** Passes on again what was held back and what comes; connections that were reset stay so. */
    public void heal() {
        gate.set(Gate.Mode.OPEN);
    }

    /** How many connections were ever accepted. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int open() {
        return pairs.size();
    }

    /** How many bytes were passed on, both ways. */
    public long passed() {
        return passed.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut();
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            places.acquire();
            Pair pair = new Pair(server.accept());
            accepted.incrementAndGet();
            pairs.add(pair);
            FaultTarget.daemon("fault-pair-" + pair.client.getPort(), () -> serve(pair));
        }
    }

    private void serve(Pair pair) throws IOException, InterruptedException {
        try {
            if (!gate.pass()) {
                return;
            }
            pair.server.setTcpNoDelay(true);
            pair.server.connect(upstream, CONNECT_MILLIS);
            Thread back = new Thread(() -> pump(pair, pair.server, pair.client), "fault-back-" + pair.client.getPort());
            back.setDaemon(true);
            back.start();
            pump(pair, pair.client, pair.server);
            back.join();
        } finally {
            pair.reset();
            pairs.remove(pair);
            places.release();
        }
    }

    /** Passes bytes on until the sender ends; then ends the receiver's side too, or resets both when it was cut. */
    private void pump(Pair pair, Socket from, Socket to) {
        byte[] piece = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                int allowed = gate.pass() ? gate.take(length) : 0;
                out.write(piece, 0, allowed);
                passed.addAndGet(allowed);
                if (allowed < length) {
                    resetAll();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            pair.reset();
        } catch (InterruptedException e) {
            pair.reset();
            Thread.currentThread().interrupt();
        }
    }

    /** A client and its way on. */
    private static final class Pair {
        private final Socket client;
        private final Socket server = new Socket();

        Pair(Socket client) throws IOException {
            this.client = client;
            client.setTcpNoDelay(true);
        }

        void reset() {
            reset(client);
            reset(server);
        }

        private static void reset(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It is closed already, which is what was wanted.
                return;
            }
        }
    }
}
