package dev.holdfast.vendor.pull;

/** What a vendor's list tells of events, and so what can be known and recovered. */
public enum Kind {
    /** The event again, under the id that the push has: nothing is lost, nothing is told twice. */
    EXACT,
    /**
     * What was done, under an id that the push has in it too. The payload is the log's entry and not what would have been
     * pushed.
     */
    OPERATION,
    /**
     * Objects as they are now, known by object and version. Changes between two reads, and most deletes, are not in it;
     * an event made of it is synthetic and never claims the vendor's own type.
     */
    STATE
}
