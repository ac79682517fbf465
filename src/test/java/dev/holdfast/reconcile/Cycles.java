package dev.holdfast.reconcile;

import dev.holdfast.journal.Database;
import java.time.Instant;

/** The end of each walk, and the gaps that were found by then: written down by a trigger. */
final class Cycles {
    private final Database database;

    Cycles(Database database) {
        this.database = database;
        database.run("""
                create table cycle (at timestamptz not null default clock_timestamp(), gaps bigint not null);
                create function walked() returns trigger language plpgsql as
                $$ begin insert into cycle (gaps) values (new.gaps); return null; end $$;
                create trigger walked after update on list_cursor for each row when (new.walk is null)
                execute function walked()
                """);
    }

    long count() {
        return database.number("select count(*) from cycle");
    }

    long gapsAfterTwo() {
        return database.number("select gaps from cycle order by at offset 1 limit 1");
    }

    /** How many walks ended after a moment and had not found what was found last. */
    long beforeTheLastGap(Instant moment) {
        return database.number(
                "select count(*) from cycle where at > '" + moment + "' and at < (select max(found_at) from gap)");
    }
}
