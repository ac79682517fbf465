package dev.holdfast.corpus;

import dev.holdfast.process.Database;
import dev.holdfast.process.Patience;
import java.time.Duration;

/**
 * What the journal holds.
 *
 * @param all events
 * @param quarantined events that were not understood
 */
record Rows(long all, long quarantined) {
    private static final String COUNT = "select count(*) from event";
    private static final String COUNT_QUARANTINED = "select count(*) from event where quarantine is not null";

    static Rows of(Database database) {
        return new Rows(database.number(COUNT), database.number(COUNT_QUARANTINED));
    }

    /** As many as there are when a case is over; an answer comes after its row, so there is little to wait for. */
    static Rows settled(Database database, Rows before, int expected) {
        Patience.until(Duration.ofMillis(500), () -> of(database).all - before.all >= expected);
        return of(database);
    }
}
