package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** What the operating system can tell a process that we started. */
public enum Signal {
    /** Ends it at once: nothing is flushed, nothing is said. */
    KILL,
    /** Asks it to end. */
    TERM,
    /** Ends a PostgreSQL server without waiting for its clients. */
    INT,
    /** Freezes it. */
    STOP,
    /** Lets it go on. */
    CONT;

    /** Sends this to a process, by its id. */
    public void to(long pid) {
        if (pid <= 1) {
            throw new IllegalArgumentException("not a process of ours: " + pid);
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("kill does not answer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
