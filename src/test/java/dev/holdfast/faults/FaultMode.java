package dev.holdfast.faults;

import java.io.IOException;

/** How a {@link FaultTarget} treats its clients. See {@link FaultModes} for all there are. */
@FunctionalInterface
public interface FaultMode {
    /** Answers one request, or does what it does instead; an exception closes the connection. */
    void answer(FaultConnection connection, Received request) throws IOException, InterruptedException;

    /** Sees a connection before any request is read; may reset it or hold it up. */
    default void accepted(FaultConnection connection) throws IOException, InterruptedException {}
}
