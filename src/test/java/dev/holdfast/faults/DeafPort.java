package dev.holdfast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port on 127.0.0.1 whose backlog is full and which never accepts: a connection to it hangs until it times out. */
public final class DeafPort implements AutoCloseable {
    private static final int MOST = 64;
    private static final int PATIENCE_MILLIS = 200;

    private final ServerSocket server;
    private final List<Socket> fillers = new ArrayList<>();

    private DeafPort(ServerSocket server) {
        this.server = server;
    }

    /** Opens one and fills its backlog. */
    public static DeafPort open() {
        try {
            DeafPort deaf = new DeafPort(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            boolean room = true;
            while (room && deaf.fillers.size() < MOST) {
                room = deaf.fill();
            }
            return deaf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket filler : fillers) {
                filler.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean fill() throws IOException {
        Socket filler = new Socket();
        fillers.add(filler);
        try {
            filler.connect(new InetSocketAddress("127.0.0.1", port()), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
