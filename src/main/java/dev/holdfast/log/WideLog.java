package dev.holdfast.log;

import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;

/** Where wide lines go. One for the process; {@link #line} is for any thread. */
public final class WideLog {
    private final LineWriter writer;
    private final Verbosity verbosity;

    /** How much is written. */
    public enum Verbosity {
        /** Every delivery and every attempt. */
        ALL,
        /** Only what did not go well. */
        PROBLEMS,
        /** Nothing. */
        NONE
    }

    public WideLog(OutputStream out, Verbosity verbosity) {
        this.writer = new LineWriter(out);
        this.verbosity = verbosity;
    }

    /** Whether a line is wanted; asked first, so that what nobody reads is not put together. */
    public boolean wants(boolean problem) {
        return verbosity == Verbosity.ALL || problem && verbosity == Verbosity.PROBLEMS;
    }

    /** Begins a line of a kind, as in {@code delivery}. At most one a thread at a time; {@link Line#end} sends it. */
    public Line line(String kind) {
        return Line.begin(writer, kind);
    }

    /** Lines that were dropped because the queue was full. */
    public LongAdder dropped() {
        return writer.dropped();
    }

    /** Starts the background thread. */
    public void start() {
        writer.start();
    }

    /** Writes what is queued and ends the thread. */
    public void stop() {
        writer.stop();
    }
}
