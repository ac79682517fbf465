package dev.holdfast.vendor;

import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import java.time.Duration;
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

    /**
     * Not told yet: the vendor's key is missing. Fetch it, give the answer to {@link Door#keep} or {@link Door#nothing},
     * and admit the same request again; 503 when it cannot be fetched now, or a second time.
     */
    record Wanting(KeyRequest request) implements Outcome {}

    /**
     * A handshake that brings the source's secret, from somebody unknown. Only when an operator opened the window no
     * longer than {@code openFor} ago, and the secret was kept: the reply. Else 401 and an empty body.
     *
     * @param secret what would be the source's from now on
     */
    record Offered(Secret secret, Duration openFor, Reply reply) implements Outcome {
        /** Without the reply, which says the secret back. */
        @Override
        public String toString() {
            return "Offered[openFor=" + openFor + "]";
        }
    }

    /**
     * Not authentic; the vendor gets 401 and an empty body, whatever the cause.
     *
     * @param status another one only for a handshake whose page says so, and for one that asks for what is never said back
     */
    record Refused(Cause cause, int status) implements Outcome {
        Refused(Cause cause) {
            this(cause, UNAUTHORIZED);
        }
    }

    /** What every other refusal gets. */
    int UNAUTHORIZED = 401;
}
