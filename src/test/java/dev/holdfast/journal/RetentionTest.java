package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.EventId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final LocalDate OLD =
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(40);

    private static final String TOMORROW = DateTimeFormatter.BASIC_ISO_DATE.format(
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(1));

    /** Of three tables, and a day more when midnight was in between. */
    private static final Set<Long> ALL_DAYS = Set.of(15L, 18L);

    private final Database database = Database.fresh();
    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
    private final Wire wire = new Wire(vertx, context, database.options(), "set lock_timeout = '2s'");
    private final Partitions partitions =
            new Partitions(vertx, context, wire, JournalSettings.DEFAULT, new LaneClock(InstantSource.system()));

    @AfterEach
    void close() {
        await(wire.close());
        await(vertx.close());
    }

    @Test
    void daysThatAreThereAndDaysThatAreMadeAreNeitherVacuumedForWhatIsAddedNorAnalysedAtLength() {
        String parts = " from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r'";
        assertEquals(15, database.number("select count(*)" + parts));
        database.run("drop table event_" + TOMORROW);
        database.run("drop table attempt_" + TOMORROW);
        database.run("select make_partitions(1)");

        long there = database.number("select count(*)" + parts);
        assertTrue(ALL_DAYS.contains(there), "days: " + there);
        assertEquals(
                there,
                database.number(
                        "select count(*)" + parts
                                + " and c.reloptions @> '{autovacuum_vacuum_insert_threshold=-1, autovacuum_analyze_scale_factor=1}'"));
        assertEquals(
                0,
                database.number(
                        "select count(*) from pg_attribute a where attnum > 0 and attstattarget is distinct from 10 and attrelid in (select i.inhrelid"
                                + parts + ")"),
                "columns that are analysed at length");
    }

    @Test
    void aDayPastItsRetentionGoesWithItsEventsAndAttempts() {
        makeDay(OLD);
        storeEvent(OLD);
        clean();

        assertEquals(0, tables(OLD));
        assertEquals(0, database.number("select count(*) from event"));
    }

    @Test
    void aDayThatAnUndeliveredMessageNeedsStays() {
        makeDay(OLD);
        storeEvent(OLD);
        database.run("insert into message_dead (event_id, target, lane, attempts) select id, 1, lane, 10 from event");
        clean();
        assertEquals(2, tables(OLD));

        database.run("delete from message_dead");
        clean();
        assertEquals(0, tables(OLD));
    }

    @Test
    void daysWithinTheRetentionAndTheDaysAheadStay() {
        LocalDate recent = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(20);
        makeDay(recent);
        clean();

        assertEquals(2, tables(recent));
        await(run(partitions::ahead));
        long there = database.number(
                        "select count(*) from pg_class where relispartition and relkind = 'r' and relname ~ '^(event|delivery|attempt)_'")
                - 2;
        assertTrue(ALL_DAYS.contains(there), "days: " + there);
    }

    @Test
    void theDeliveriesOfADayGoWithItAndSoDoesWhatWasInQuarantine() {
        long old = EventId.first(1, OLD.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli());
        long fresh = EventId.first(1, Instant.now().toEpochMilli());
        makeDay(OLD, "event", "delivery", "attempt");
        database.run("insert into delivery (id, received, lane, source, method, headers, body) values (" + old
                + ", now(), 1, 1, 'POST', '', 'b')");
        database.run("insert into quarantine (event_id, delivery, source) values (" + old + ", " + (old - 1) + ", 1), ("
                + fresh + ", null, 1)");
        clean();

        assertEquals(0, tables(OLD));
        assertEquals(0, database.number("select count(*) from delivery"));
        assertEquals(1, database.number("select count(*) from quarantine"));
        assertEquals(1, database.number("select count(*) from quarantine where event_id = " + fresh));
    }

    @Test
    void keysAreForgottenWhenBothTheirDayAndTheirFirstComingAreOld() {
        long old = EventId.first(1, Instant.now().minusSeconds(91L * 86_400).toEpochMilli());
        long fresh = EventId.first(1, Instant.now().toEpochMilli());
        key(day(91), old);
        key(day(91), fresh);
        key(day(10), fresh);
        key("ffff", old);
        key("ffff", fresh);
        clean();

        assertEquals(3, database.number("select count(*) from event_key"));
        assertEquals(0, database.number("select count(*) from event_key where event_id = " + old));
    }

    private void clean() {
        await(run(partitions::clean));
    }

    private <T> CompletableFuture<T> run(java.util.function.Supplier<Future<T>> step) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(v -> step.get().onComplete(r -> {
            if (r.succeeded()) {
                done.complete(r.result());
            } else {
                done.completeExceptionally(r.cause());
            }
        }));
        return done;
    }

    private void makeDay(LocalDate day) {
        makeDay(day, "event", "attempt");
    }

    private void makeDay(LocalDate day, String... parents) {
        long low = EventId.first(0, day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
        long high = EventId.first(
                0, day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
        for (String parent : parents) {
            String name = parent + "_" + suffix(day);
            database.run("create table " + name + " (like " + parent + " including all)");
            database.run("alter table " + parent + " attach partition " + name + " for values from (" + low + ") to ("
                    + high + ")");
        }
    }

    private void storeEvent(LocalDate day) {
        long id = EventId.first(1, day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli());
        database.run(
                "insert into event (id, lane, source, origin, type, payload) values (" + id + ", 1, 1, 0, 't', 'p')");
        database.run(
                "insert into attempt (event_id, at, target, ms, n, status) values (" + id + ", now(), 1, 1, 1, 200)");
    }

    private void key(String prefix, long eventId) {
        database.run("insert into event_key (k, event_id) values (('" + prefix
                + "' || substr(replace(gen_random_uuid()::text, '-', ''), 5))::uuid, " + eventId + ")");
    }

    private static String day(int daysAgo) {
        return String.format("%04x", Instant.now().getEpochSecond() / 86_400 - daysAgo);
    }

    private long tables(LocalDate day) {
        return database.number(
                "select count(*) from pg_class where relkind = 'r' and relname like '%\\_" + suffix(day) + "'");
    }

    private static String suffix(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
