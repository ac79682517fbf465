package dev.holdfast.relay;

import java.time.Duration;

/** What an answer means for a message. */
public sealed interface Verdict {
    /** The target has it. */
    record Relayed() implements Verdict {}

    /** Again later. */
    record Retry(Duration dueIn, String reason) implements Verdict {}

    /** The schedule is used up. */
    record Dead(String reason) implements Verdict {}

    /** The target says that it is gone: it gets nothing more until it is resumed; the message waits with the others. */
    record Pause(Duration dueIn, String reason) implements Verdict {}

    /** Nothing was sent, so nothing happened: the message goes back to the head of its queue. */
    record NotSent() implements Verdict {}
}
