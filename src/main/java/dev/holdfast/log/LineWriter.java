package dev.holdfast.log;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The background thread: takes what is queued every few milliseconds and writes it in one go. */
final class LineWriter {
    private static final int QUEUE_LINES = 32_768;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final long PAUSE_NANOS = 20_000_000;

    private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final OutputStream out;
    private volatile boolean running;
    private @Nullable Thread thread;

    LineWriter(OutputStream out) {
        this.out = out;
    }

    void add(byte[] line) {
        if (queued.get() >= QUEUE_LINES) {
            dropped.increment();
            return;
        }
        queued.incrementAndGet();
        queue.add(line);
    }

    LongAdder dropped() {
        return dropped;
    }

    synchronized void start() {
        running = true;
        Thread writer = new Thread(this::run, "wide-log");
        writer.setDaemon(true);
        writer.start();
        thread = writer;
    }

    synchronized void stop() {
        running = false;
        Thread writer = thread;
        if (writer != null) {
            LockSupport.unpark(writer);
            try {
                writer.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        byte[] chunk = new byte[CHUNK_BYTES];
        boolean last;
        do {
            last = !running;
            drain(chunk);
            if (!last) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } while (!last);
    }

    private void drain(byte[] chunk) {
        int filled = 0;
        for (byte[] line = queue.poll(); line != null; line = queue.poll()) {
            queued.decrementAndGet();
            if (filled + line.length > chunk.length) {
                write(chunk, filled);
                filled = 0;
            }
            System.arraycopy(line, 0, chunk, filled, line.length);
            filled += line.length;
        }
        write(chunk, filled);
    }

    private void write(byte[] chunk, int length) {
        try {
            out.write(chunk, 0, length);
            out.flush();
        } catch (IOException closed) {
            dropped.increment();
        }
    }
}
