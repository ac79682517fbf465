package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.event.Routes;
import dev.holdfast.journal.Receipt.Committed;
import dev.holdfast.journal.Receipt.Unavailable;
import dev.holdfast.journal.Settlement.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Moments after which a lane, or a message, could stand still for good with nobody the wiser. */
class StandstillTest {
    private static final long LOOKS_APART = 100_000_000;

    private final Database database = Database.fresh();

    @Test
    void aBatchOfTheLaneBeforeThatFailsLateDoesNotShutTheNewOne() throws Exception {
        try (Workbench bench = new Workbench(database);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            assertInstanceOf(Committed.class, bench.append(Origin.PUSH, item("before", delivery("before"))));
            other.setAutoCommit(false);
            statement.execute("select from lane_hold where part = 0 for update");
            CompletableFuture<Receipt> slow = bench.appending(Origin.PUSH, item("slow", delivery("slow")));
            Recorder.eventually("the append waits", () -> database.number(WAITING) > 0);
            database.run("update lane set owner = gen_random_uuid(), epoch = epoch + 1,"
                    + " lease_until = now() + interval '1 min'");
            Recorder.eventually("another lane", () -> bench.recorder.taken.size() == 2);
            database.number("select count(pg_terminate_backend(pid)) from (" + WHO_WAITS + ") w");
            assertInstanceOf(Unavailable.class, await(slow));
            other.rollback();

            assertInstanceOf(Committed.class, bench.append(Origin.PUSH, item("after", delivery("after"))));
        }
    }

    @Test
    void aLaneWhoseMakerDiedBeforeItWasWholeIsMadeWhole() {
        database.run("insert into lane (lane) values (1)");
        try (Workbench bench = new Workbench(database)) {
            assertEquals(1, bench.recorder.taken.element().number());
            assertInstanceOf(Committed.class, bench.append(Origin.PUSH, item("one", delivery("one"))));
        }
    }

    @Test
    void whenAnIdCannotNameOneMoreNoLaneIsMade() {
        database.run("insert into lane (lane, owner, lease_until)"
                + " select n, gen_random_uuid(), now() + interval '1 min' from generate_series(1, 1023) n");
        AssertionError none = assertThrows(AssertionError.class, () -> new Workbench(database));
        assertTrue(
                none.getCause().getMessage().contains("all 1023 lanes are held"),
                none.getCause().getMessage());
        assertEquals(1023, database.number("select max(lane) from lane"));
    }

    /** The server is silent until the connection is given up, after 10 s, and commits all the same. */
    @Test
    void whatIsPromotedAfterItWasGivenUpIsReadAllTheSame() throws Exception {
        try (Workbench bench = new Workbench(database)) {
            Committed one = (Committed) bench.append(Origin.PUSH, item("one", delivery("one")));
            Lane lane = bench.recorder.taken.element();
            Settlement retry =
                    new Settlement(bench.target, one.ids()[0], Outcome.RETRY, 1, 500, 1, "status 500", 60_000);
            bench.journal.settle(lane, retry);
            Recorder.eventually("it waits", () -> database.number("select count(*) from message_retry") == 1);
            database.run("create function stall() returns trigger language plpgsql as"
                    + " $$ begin perform pg_sleep(12); return new; end $$");
            database.run("create trigger stall before insert on message for each row"
                    + " when (new.attempts > 0) execute function stall()");
            database.run("update message_retry set due_at = now()");
            int found = 0;
            for (int i = 0; i < 180 && found == 0; i++) {
                LockSupport.parkNanos(LOOKS_APART);
                // As a feed does: it reads when it is told to, and no more.
                if (!bench.recorder.rewound.isEmpty()) {
                    bench.recorder.rewound.clear();
                    found = await(bench.journal.ready(lane, bench.target, 0, 10))
                            .size();
                }
            }
            assertEquals(1, found);
        }
    }

    @Test
    void orphanedLanesThatCannotBeTakenDoNotKeepOurOwnFromBeingRenewed() throws Exception {
        Vertx vertx = Vertx.vertx();
        Journal journal = new Journal(
                vertx,
                database.options(),
                JournalSettings.DEFAULT,
                new Routes(List.of()),
                new Recorder(),
                InstantSource.system(),
                new SimpleMeterRegistry());
        await(journal.know(List.of("shop"), List.of("billing")));
        await(journal.start());
        database.run("insert into lane (lane, owner, epoch, lease_until)"
                + " select n, gen_random_uuid(), 3, now() from generate_series(5, 8) n");
        database.run("insert into lane_hold (lane, part, epoch)"
                + " select n, p, 3 from generate_series(5, 8) n, generate_series(0, 1) p");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select from lane_hold where lane >= 5 for share");
            database.run("insert into message (event_id, target, lane) select 1, 1, n from generate_series(5, 8) n");
            for (int i = 0; i < 140; i++) {
                assertTrue(journal.open(), "after looks: " + i);
                LockSupport.parkNanos(LOOKS_APART);
            }
            other.rollback();
        }
        await(journal.stop());
        await(vertx.close());
    }

    private static final String WHO_WAITS =
            "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    private static final String WAITING = "select count(*) from (" + WHO_WAITS + ") w";
}
