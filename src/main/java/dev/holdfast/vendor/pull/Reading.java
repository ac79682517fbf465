package dev.holdfast.vendor.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer says, before the walk has made anything of it. */
public sealed interface Reading {
    /** What the answer said of the budgets; often empty. */
    List<Observed> observed();

    /**
     * A page of the list.
     *
     * @param listed in the order of the answer, without what is no event
     * @param count of all elements, those included
     * @param next what leads to the next page; null for nothing
     * @param more whether the answer says that there is more; null when it does not say
     * @param total of the whole window; null when it does not say
     * @param position the vendor's place after this page; null when the list has none
     * @param branches what the page's items lead to, each to be asked for; empty for a list that is all there
     * @param covers up to when the vendor says that the answer is whole; null when it does not say
     */
    record Items(
            List<Listed> listed,
            int count,
            @Nullable String next,
            @Nullable Boolean more,
            @Nullable Long total,
            @Nullable String position,
            List<String> branches,
            @Nullable Instant covers,
            List<Observed> observed)
            implements Reading {
        /** A page of a list whose items lead nowhere, and which says nothing of how whole it is. */
        public Items(
                List<Listed> listed,
                int count,
                @Nullable String next,
                @Nullable Boolean more,
                @Nullable Long total,
                @Nullable String position,
                List<Observed> observed) {
            this(listed, count, next, more, total, position, List.of(), null, observed);
        }
    }

    /** Not now; {@code after} as the vendor says, or null. */
    record Later(@Nullable Duration after, Step.Why why, List<Observed> observed) implements Reading {}

    /** The token is not taken. */
    record Refused(List<Observed> observed) implements Reading {}

    /** The vendor forgot the cursor or position. */
    record Forgotten(List<Observed> observed) implements Reading {}

    /** The window holds more than the vendor tells at once. */
    record Capped(List<Observed> observed) implements Reading {}

    /** What was asked for is gone. */
    record Gone(String reason, List<Observed> observed) implements Reading {}

    /** Somebody must act. */
    record Stopped(Obstacle obstacle, List<Observed> observed) implements Reading {}
}
