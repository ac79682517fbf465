package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Settlement.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettleTest {
    private final Database database = Database.fresh();
    private final Workbench bench = new Workbench(database);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aRelayedMessageIsGoneAndItsAttemptTells() {
        settle(received("one"), Outcome.RELAYED, 1, null, 0);

        assertEquals(0, database.number("select count(*) from message"));
        assertEquals(1, database.number("select count(*) from attempt where n = 1 and status = 200"));
    }

    @Test
    void aFailedMessageWaitsForItsTimeAndIsThenReadyWithItsAttemptsCounted() {
        long id = received("one");
        settle(id, Outcome.RETRY, 1, "status 500", 60_000);
        assertEquals(0, database.number("select count(*) from message"));
        assertEquals(1, database.number("select count(*) from message_retry where attempts = 1"));

        database.run("update message_retry set due_at = now() + interval '400 ms'");
        Recorder.eventually("promoted", () -> bench.recorder.rewound.contains(id - 1));
        assertEquals(
                1,
                await(bench.journal.ready(lane(), bench.target, id - 1, 10))
                        .get(0)
                        .attempts());
    }

    @Test
    void aMessageWhoseScheduleIsUsedUpIsKeptAsDead() {
        settle(received("one"), Outcome.DEAD, 10, "status 500", 0);

        assertEquals(0, database.number("select count(*) from message"));
        assertEquals(1, database.number("select count(*) from message_dead where last_error = 'status 500'"));
    }

    @Test
    void settlingTwiceChangesNothingMore() {
        long id = received("one");
        settle(id, Outcome.RELAYED, 1, null, 0);
        settle(id, Outcome.RETRY, 1, "late", 0);

        assertEquals(1, database.number("select count(*) from attempt"));
        assertEquals(0, database.number("select count(*) from message_retry"));
    }

    @Test
    void outcomesOfAllKindsShareAStatement() {
        List<Outcome> outcomes =
                List.of(Outcome.RELAYED, Outcome.RELAYED, Outcome.RETRY, Outcome.DEAD, Outcome.RETRY, Outcome.RELAYED);
        List<Long> ids = new ArrayList<>();
        outcomes.forEach(outcome -> ids.add(received(outcome + " " + ids.size())));
        for (int i = 0; i < ids.size(); i++) {
            String error = outcomes.get(i) == Outcome.RELAYED ? null : "it said no";
            bench.journal.settle(
                    lane(), new Settlement(bench.target, ids.get(i), outcomes.get(i), 1, 200, 3, error, 60_000));
        }

        Recorder.eventually("all are settled", () -> database.number("select count(*) from message") == 0);
        assertEquals(6, database.number("select count(*) from attempt where status = 200 and ms = 3 and n = 1"));
        assertEquals(2, database.number("select count(*) from message_retry where due_at > now() + interval '50 s'"));
        assertEquals(1, database.number("select count(*) from message_dead where event_id = " + ids.get(3)));
        assertEquals(3, database.number("select count(*) from attempt where error = 'it said no'"));
    }

    @Test
    void fewSettlementsShareStatementsAndNoneWaitsForMoreThanAMoment() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(received("e" + i));
        }
        long began = System.nanoTime();
        for (long id : ids) {
            bench.journal.settle(lane(), new Settlement(bench.target, id, Outcome.RELAYED, 1, 200, 3, null, 0));
            LockSupport.parkNanos(500_000);
        }
        Recorder.eventually("all are settled", () -> database.number("select count(*) from message") == 0);
        long mostStatements = (System.nanoTime() - began) / 8_000_000 + 2;

        DistributionSummary statements =
                bench.registry.get("holdfast.settle.batch.rows").summary();
        Recorder.eventually("all are counted", () -> statements.totalAmount() == 60);
        assertTrue(statements.count() <= mostStatements, statements.count() + " statements, " + mostStatements);
    }

    @Test
    void whatMayHaveBecomeReadyWithoutAWordIsReadAgain() throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table message_retry in access exclusive mode");
            Recorder.eventually(
                    "the promotion waits and is cut off",
                    () -> database.number("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            > 0);
            Recorder.eventually("all is read again", () -> bench.recorder.rewound.contains(0L));
            other.rollback();
        }
    }

    @Test
    void readyMessagesComeInOrderPastTheCursor() {
        long first = received("one");
        received("two");
        received("three");

        var found = await(bench.journal.ready(lane(), bench.target, first, 10));
        assertEquals(2, found.size());
        assertEquals("two", new String(found.get(0).event().item().payload()));
    }

    @Test
    void aReadStopsAtItsBytesAndGoesOnFromThere() {
        for (int i = 0; i < 12; i++) {
            received("x".repeat(900_000) + i);
        }
        int read = 0;
        long cursor = 0;
        for (var found = await(bench.journal.ready(lane(), bench.target, cursor, 100));
                !found.isEmpty();
                found = await(bench.journal.ready(lane(), bench.target, cursor, 100))) {
            assertTrue(found.size() < 12);
            read += found.size();
            cursor = found.get(found.size() - 1).event().id();
        }
        assertEquals(12, read);
    }

    private long received(String body) {
        return ((Receipt.Committed) bench.append(Origin.PUSH, item(body, delivery(body)))).ids()[0];
    }

    private void settle(long id, Outcome outcome, int n, @Nullable String error, long dueIn) {
        int before = bench.recorder.settled.size();
        bench.journal.settle(
                lane(), new Settlement(bench.target, id, outcome, n, error == null ? 200 : 500, 3, error, dueIn));
        Recorder.eventually("settled", () -> bench.recorder.settled.size() > before);
    }

    private Lane lane() {
        return bench.recorder.taken.peek();
    }
}
