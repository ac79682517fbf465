package dev.holdfast.admin;

import dev.holdfast.event.EventId;
import java.util.List;
import java.util.Locale;

/**
 * What a release has done to one delivery.
 *
 * @param outcome see {@link Outcome}
 * @param released ids of the quarantined events that are released now
 * @param events ids of what was appended for them; an item that the journal knew already is not among them
 * @param duplicates how many items the journal knew already
 * @param waiting how many items of the delivery are not understood still
 */
public record ReleaseOutcome(String outcome, List<String> released, List<String> events, int duplicates, int waiting) {
    /** Each in lower case with hyphens. */
    enum Outcome {
        /** Something was taken out of quarantine. */
        RELEASED,
        /** The page as it is now does not understand it either. */
        NOT_UNDERSTOOD,
        /** Nothing of the delivery is in quarantine any more. */
        ALREADY_RELEASED,
        /** The delivery is not there: it is past its retention, or there was none. */
        DELIVERY_NOT_KEPT,
        /** The source is not configured any more. */
        SOURCE_NOT_CONFIGURED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ReleaseOutcome nothing(Outcome why, int waiting) {
        return new ReleaseOutcome(why.word, List.of(), List.of(), 0, waiting);
    }

    static ReleaseOutcome released(List<Long> released, List<Long> events, int duplicates, int waiting) {
        return new ReleaseOutcome(
                Outcome.RELEASED.word,
                released.stream().map(EventId::text).toList(),
                events.stream().map(EventId::text).toList(),
                duplicates,
                waiting);
    }
}
