package dev.holdfast.reconcile.token;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How a source's token is, for people.
 *
 * @param made when the token in use was made; null for none yet
 * @param expires when it ends; null when the vendor does not say
 * @param reason why there is none, in words of ours; null when all is well
 * @param since when that began
 * @param handedInBy name of the admin token that handed in the last refresh token; null when nobody did
 */
public record Standing(
        State state,
        @Nullable OffsetDateTime made,
        @Nullable OffsetDateTime expires,
        @Nullable String reason,
        @Nullable OffsetDateTime since,
        @Nullable String handedInBy) {

    /** In the order of how bad it is. */
    public enum State {
        /** There was no need for one yet, or the source needs none. */
        NONE,
        FRESH,
        /** The last renewal failed; the next may not. */
        FAILING,
        /** An operator must act. */
        RECONNECT
    }
}
