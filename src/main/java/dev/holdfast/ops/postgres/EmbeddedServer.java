package dev.holdfast.ops.postgres;

import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.SslMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The PostgreSQL that we bring: started with the service, watched, stopped after it. */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedServer.class);
    private static final String DATABASE = "holdfast";
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private final DataDirectory data;
    private final Postmaster postmaster;
    private final DatabaseAddress address;
    private boolean closed;

    private EmbeddedServer(DataDirectory data, Postmaster postmaster, DatabaseAddress address) {
        this.data = data;
        this.postmaster = postmaster;
        this.address = address;
    }

    /**
     * Starts it; blocks until it answers.
     *
     * @param directory for everything of ours, made where it is missing
     * @throws CannotStart with the reason and the way out
     */
    public static EmbeddedServer start(Path directory) {
        return start(directory, directory);
    }

    /** Like {@link #start(Path)}, with the programs unpacked somewhere else: tests share them. */
    public static EmbeddedServer start(Path directory, Path programs) {
        DataDirectory data = DataDirectory.open(directory);
        try {
            Program program = new Program(data.file("postgres-command.log"));
            program.checkUser();
            Binaries binaries = Binaries.in(programs);
            Postmaster postmaster = new Postmaster(data, binaries, program);
            // The lock is ours, so whatever runs on these files was left behind by a process that is gone.
            postmaster.running().ifPresent(left -> stopLeftOver(left, postmaster));
            Cluster.prepare(data, binaries, program);
            postmaster.forgetStale();
            int port = startOnFreePort(postmaster);
            DatabaseAddress address = new DatabaseAddress(
                    "127.0.0.1", port, DATABASE, Cluster.OWNER, data.password(), SslMode.DISABLE, null);
            FirstConnection.makeDatabase(address);
            EmbeddedServer server = new EmbeddedServer(data, postmaster, address);
            server.watch();
            return server;
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static void stopLeftOver(ProcessHandle left, Postmaster postmaster) {
        LOG.infof("The last run left its PostgreSQL behind (process %d): stopping it", left.pid());
        if (!postmaster.stop(STOPPING)) {
            throw new CannotStart("cannot stop the PostgreSQL that the last run left behind (process " + left.pid()
                    + "); stop it by hand: kill -INT " + left.pid());
        }
    }

    private static int startOnFreePort(Postmaster postmaster) {
        for (int tries = 3; ; tries--) {
            int port = freePort();
            try {
                postmaster.start(port);
                return port;
            } catch (CannotStart e) {
                // Someone else took the port in between, or what a killed server left behind is not all gone yet.
                if (tries <= 1
                        || !e.reason()
                                .matches(
                                        "(?s).*(Address already in use|could not create any TCP|shared memory block).*")) {
                    throw e;
                }
                pause(Duration.ofSeconds(1));
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("cannot find a free port on loopback: " + e.getMessage());
        }
    }

    /** Where it listens, and the password. */
    public DatabaseAddress address() {
        return address;
    }

    /** Starts the server again, on the same port, should it end before we end it. */
    private synchronized void watch() {
        if (!closed) {
            postmaster.running().ifPresentOrElse(this::watch, this::reviveSoon);
        }
    }

    private void watch(ProcessHandle server) {
        CompletableFuture<Void> watched = server.onExit().thenRun(this::revive);
        LOG.debugf("watching %d: %s", server.pid(), watched);
    }

    private void reviveSoon() {
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::revive);
    }

    private synchronized void revive() {
        if (closed) {
            return;
        }
        LOG.warn("The embedded PostgreSQL ended: starting it again");
        try {
            postmaster.start(address.port());
            watch();
        } catch (RuntimeException e) {
            // Whatever it was: a watch that ends is worse than one that tries again.
            LOG.error(e.getMessage());
            reviveSoon();
        }
    }

    /** Stops it, waiting until its buffers are on disk. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        postmaster.stop(STOPPING);
        data.close();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
