package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;

import dev.holdfast.journal.Database;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A database that does not take what is kept at a walk's end, once. The next round is far away. */
@Execution(ExecutionMode.CONCURRENT)
class HiccupTest {
    private static final Pace ONCE = new Pace(Duration.ofHours(1), Duration.ofHours(3), null, null);

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();
    private final Vendor vendor = new Vendor(vertx, 10);

    HiccupTest() {
        database.run("""
                create sequence ends;
                create function hiccup() returns trigger language plpgsql as
                $$ begin if nextval('ends') = 1 then raise 'a hiccup'; end if; return null; end $$;
                create trigger hiccup after update on list_cursor for each row when (new.walk is null)
                execute function hiccup()
                """);
        vendor.happens("evt_1", Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    @Test
    void aListWhoseLastPageIsNotKeptIsReadAgainInTheSameRound() {
        try (Bench bench = new Bench(database, vendor, ONCE).started()) {
            eventually(
                    "covered",
                    () -> database.number("select count(*) from list_cursor where covered is not null and gaps = 1")
                            == 1);
        }
    }

    @Test
    void whyAListBreaksOffIsToldAllTheSame() {
        vendor.mood((n, path) -> Vendor.answer(401, ""));
        try (Bench bench = new Bench(database, vendor, ONCE).started()) {
            eventually(
                    "told",
                    () -> database.number("select count(*) from list_cursor where error like '%credentials%'") == 1);
        }
    }
}
