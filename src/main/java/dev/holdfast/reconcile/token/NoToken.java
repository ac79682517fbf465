package dev.holdfast.reconcile.token;

import java.time.Duration;

/** There is no token just now, and there may be one later: whoever makes them fails or is slow. No secret is in the message. */
public final class NoToken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Duration after;

    NoToken(String why, Duration after) {
        super(why, null, false, false);
        this.after = after;
    }

    /** When to ask again; sooner brings the same. */
    public Duration after() {
        return after;
    }
}
