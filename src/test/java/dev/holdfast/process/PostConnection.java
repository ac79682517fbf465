package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link PostLoop}, at home on the loop's thread.
 *
 * <pre>
 *   down ──connect──► opening ──► free ──send──► waiting ──whole answer──► free
 *     ▲                  │          │               │
 *     └──────────────────┴──────────┴───────────────┘  broken, closed by the server, or out of time
 * </pre>
 */
final class PostConnection {
    private static final long RECONNECT_NANOS = Duration.ofMillis(50).toNanos();
    private static final int ANSWER_BYTES = 16 * 1024;

    private final int number;
    private final InetSocketAddress server;
    private final Selector selector;
    private final PostLoop.Work work;
    private final long deadlineNanos;
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Post post;
    private boolean open;
    private long deadline;
    private long reconnectAt = Long.MIN_VALUE;

    PostConnection(
            int number, InetSocketAddress server, Selector selector, PostLoop.Work work, Duration deadline, long now) {
        this.number = number;
        this.server = server;
        this.selector = selector;
        this.work = work;
        this.deadlineNanos = deadline.toNanos();
        this.reconnectAt = now;
    }

    /** What is due at any turn of the loop: reconnect, give up, ask for work. */
    void tend(long now) {
        if (channel == null) {
            if (now - reconnectAt >= 0) {
                connect(now);
            }
        } else if ((post != null || !open) && now - deadline > 0) {
            cut(now);
        }
        if (open && post == null) {
            ask(now);
        }
    }

    private void ask(long now) {
        Post next = work.next(number, now);
        if (next != null) {
            post = next;
            answer.clear();
            deadline = now + deadlineNanos;
            try {
                write();
            } catch (IOException e) {
                cut(now);
            }
        }
    }

    private void connect(long now) {
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            deadline = now + deadlineNanos;
            opened.connect(server);
            key = opened.register(selector, SelectionKey.OP_CONNECT, this);
        } catch (IOException e) {
            cut(now);
        }
    }

    /** The selector has something for this connection. */
    void ready(long now) {
        try {
            if (key.isConnectable()) {
                open = channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            } else {
                if (key.isWritable()) {
                    write();
                }
                if (key.isReadable()) {
                    read(now);
                }
            }
        } catch (IOException e) {
            cut(now);
        }
        if (open && post == null) {
            ask(now);
        }
    }

    private void write() throws IOException {
        ByteBuffer request = post.request();
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(long now) throws IOException {
        int count = channel.read(answer);
        if (count < 0 || post == null) {
            cut(now); // the server closed, or speaks without being asked
            return;
        }
        int status = Answer.status(answer);
        if (status != PostLoop.NO_ANSWER) {
            boolean closes = Answer.closes(answer);
            over(status, now);
            if (closes) {
                cut(now);
            }
        }
    }

    private void over(int status, long now) {
        Post ended = post;
        post = null;
        work.answered(ended, status, now);
    }

    /** Closes the connection; a post under way has no answer then. */
    void cut(long now) {
        SocketChannel closing = channel;
        channel = null;
        key = null;
        open = false;
        reconnectAt = now + RECONNECT_NANOS;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (post != null) {
            over(PostLoop.NO_ANSWER, now);
        }
    }
}
