package dev.holdfast.journal;

import java.util.Locale;

/** What became of an {@link Arrival}. */
public sealed interface Receipt {
    /**
     * Committed and flushed: the vendor may be told.
     *
     * @param ids of the stored events, one for each item: a new id, or the id of the event that was already there
     * @param known whether the item was already there, one for each item
     * @param differs whether it was there with another payload, one for each item; the stored one stays
     */
    record Committed(long[] ids, boolean[] known, boolean[] differs) implements Receipt {}

    /** Of a release only: what it would take out of quarantine has been taken out meanwhile. Nothing was written. */
    record Overtaken() implements Receipt {}

    /** Not known to be stored: the vendor must send it again, and nothing is lost or doubled when it does. */
    record Unavailable(Reason reason) implements Receipt {}

    /** Why, as a bounded metric label. */
    enum Reason {
        /** The queue is full: more arrives than the database takes. */
        OVERLOADED,
        /** This process holds no lane just now: it starts, stops, or its connection broke. */
        NO_LANE,
        /** It took longer than vendors wait; it may yet be committed. */
        TOO_SLOW,
        /** The database refused the statement, for now (disk full, shutting down, read-only). */
        DATABASE,
        /** The connection broke with the outcome unknown. */
        OUTCOME_UNKNOWN,
        /** A fault of ours: no statement could be made of it, nothing was sent. The log has it. */
        FAULT;

        /** Whether more came than could be done, and not something else is wrong. */
        public boolean isOverload() {
            return this == OVERLOADED || this == TOO_SLOW;
        }

        /** The word in metrics and logs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
