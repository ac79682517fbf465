package dev.holdfast.vendor;

import dev.holdfast.event.Item;
import java.util.List;

/** What the door makes of one request. */
public sealed interface Outcome {
    /**
     * Authentic: append the items, then, after the commit, give the reply.
     *
     * @param items in the order of the body; may be empty (a heartbeat): then there is nothing to store
     * @param alternative name of the signature alternative that held
     * @param secret index of the secret that matched, for the metric
     */
    record Admitted(List<Item> items, Reply reply, String alternative, int secret) implements Outcome {}

    /** A handshake: the reply is given at once and nothing is stored. */
    record Answered(Reply reply) implements Outcome {}

    /** Not authentic; the vendor gets 401 and an empty body, whatever the cause. */
    record Refused(Cause cause) implements Outcome {}
}
