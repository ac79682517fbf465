package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One thing that a hostile client does with its connection. */
sealed interface Step {
    /** Sends exactly these bytes. */
    record Send(byte[] bytes) implements Step {}

    /** Lets time go by. */
    record Wait(Duration time) implements Step {}

    /** Says that nothing more will come. */
    record Finish() implements Step {}

    /** Sends these bytes one by one with a pause between, until all are sent or the server closes. */
    record Drip(byte[] bytes, Duration pause) implements Step {}

    /** Goes away without reading the answer. */
    record Abandon() implements Step {}

    static Step send(byte[] bytes) {
        return new Send(bytes);
    }

    /** Every character is one byte. */
    static Step send(String latin1) {
        return new Send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
