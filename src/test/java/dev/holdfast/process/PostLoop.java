package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many connections and one thread: sends posts as fast as the answers come, or as slowly as the work hands them out.
 *
 * <p>It shares the machine with what it measures, so it does little: no library, no allocation but the answer's
 * status, one request in flight on a connection. The work is asked and told on the loop's thread only.
 */
public final class PostLoop implements AutoCloseable {
    /** The status of a post whose answer never came whole. */
    public static final int NO_ANSWER = 0;

    /** What the loop sends and who hears of it. */
    public interface Work {
        /** The next post for a connection, or null when there is nothing to send now. */
        @Nullable
        Post next(int connection, long now);

        /** The end of a post: its status, or {@link #NO_ANSWER}. */
        void answered(Post post, int status, long now);
    }

    /** How late a post may go out whose time comes while nothing else happens. */
    private static final long PACE_MILLIS = 1;

    private final Selector selector;
    private final PostConnection[] connections;
    private final Thread thread = new Thread(this::run, "post-loop");
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    private PostLoop(List<InetSocketAddress> servers, int count, Duration deadline, Work work) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections = new PostConnection[count];
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
            connections[i] = new PostConnection(i, servers.get(i % servers.size()), selector, work, deadline, now);
        }
        thread.setDaemon(true);
    }

    /**
     * Starts sending.
     *
     * @param servers connection {@code n} goes to server {@code n % size}
     * @param deadline of one post, connection included; then its connection is cut
     */
    public static PostLoop start(List<InetSocketAddress> servers, int connections, Duration deadline, Work work) {
        PostLoop loop = new PostLoop(servers, connections, deadline, work);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!stopping) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            for (PostConnection connection : connections) {
                connection.cut(System.nanoTime());
            }
        }
    }

    private void turn() throws IOException {
        long now = System.nanoTime();
        for (PostConnection connection : connections) {
            connection.tend(now);
        }
        selector.select(key -> ((PostConnection) key.attachment()).ready(System.nanoTime()), PACE_MILLIS);
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(5_000);
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (failure != null) {
            throw new IllegalStateException("the load ended early", failure);
        }
    }
}
