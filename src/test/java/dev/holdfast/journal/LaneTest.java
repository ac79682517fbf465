package dev.holdfast.journal;

import static dev.holdfast.journal.Workbench.await;
import static dev.holdfast.journal.Workbench.delivery;
import static dev.holdfast.journal.Workbench.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Origin;
import dev.holdfast.journal.Receipt.Committed;
import dev.holdfast.journal.Receipt.Unavailable;
import dev.holdfast.journal.Settlement.Outcome;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final Database database = Database.fresh();

    @Test
    void twoReplicasHaveTwoLanesAndKnowOfEachOther() {
        try (Workbench one = new Workbench(database);
                Workbench two = new Workbench(database)) {
            assertNotEquals(
                    one.recorder.taken.peek().number(),
                    two.recorder.taken.peek().number());
            Recorder.eventually("both are counted", () -> one.recorder.replicas == 2 && two.recorder.replicas == 2);
        }
    }

    @Test
    void theSameDeliveryAtTwoReplicasIsStoredOnce() {
        try (Workbench one = new Workbench(database);
                Workbench two = new Workbench(database)) {
            for (int i = 0; i < 50; i++) {
                var first = one.appending(Origin.PUSH, item("x", delivery("d" + i)));
                var second = two.appending(Origin.PUSH, item("x", delivery("d" + i)));
                boolean[] known = {((Committed) await(first)).known()[0], ((Committed) await(second)).known()[0]};
                assertNotEquals(known[0], known[1]);
            }
            assertEquals(50, database.number("select count(*) from event"));
        }
    }

    @Test
    void anotherProcessThatTakesTheLaneStopsTheOldOwnerFromAppendingToIt() {
        try (Workbench bench = new Workbench(database)) {
            int number = bench.recorder.taken.peek().number();
            database.run(
                    "update lane set owner = gen_random_uuid(), epoch = epoch + 1, lease_until = now() + interval '1 min'");
            database.run("update lane_hold set epoch = epoch + 1");

            assertInstanceOf(Unavailable.class, bench.append(Origin.PUSH, item("late", delivery("d"))));
            assertEquals(0, database.number("select count(*) from event"));
            Recorder.eventually("a lane of its own again", () -> bench.recorder.taken.size() == 2);
            assertInstanceOf(Committed.class, bench.append(Origin.PUSH, item("late", delivery("d"))));
            assertEquals(0, database.number("select count(*) from event where lane = " + number));
        }
    }

    @Test
    void theLaneOfADeadReplicaIsAdoptedDrainedAndLetGo() {
        try (Workbench bench = new Workbench(database)) {
            database.run("insert into event (id, lane, source, origin, type, payload) "
                    + "select ((extract(epoch from now() at time zone 'utc' - timestamp '2020-01-01') * 1000)::int8 << 22) | (7 << 12), "
                    + "7, 1, 0, 't', 'left behind'");
            database.run("insert into message (event_id, target, lane) select id, " + bench.target + ", 7 from event");
            database.run("insert into lane_hold (lane, part, epoch) values (7, 0, 3), (7, 1, 3)");
            database.run("insert into lane (lane, owner, epoch, lease_until) values (7, gen_random_uuid(), 3, now())");

            Recorder.eventually("adopted", () -> bench.recorder.taken.size() == 2);
            Lane adopted = bench.recorder.taken.stream()
                    .filter(l -> l.number() == 7)
                    .findFirst()
                    .orElseThrow();
            List<Message> ready = await(bench.journal.ready(adopted, bench.target, 0, 10));
            assertEquals("left behind", new String(ready.get(0).event().item().payload()));

            bench.journal.settle(
                    adopted,
                    new Settlement(bench.target, ready.get(0).event().id(), Outcome.RELAYED, 1, 200, 1, null, 0));
            Recorder.eventually("let go", () -> bench.recorder.lost.contains(adopted));
            assertEquals(0, database.number("select count(*) from message"));
            assertEquals(1, database.number("select count(*) from lane where lane = 7 and owner is null"));
        }
    }

    @Test
    void theLanesOfSeveralDeadReplicasAreAdoptedAllAtOnce() {
        try (Workbench bench = new Workbench(database)) {
            database.run("insert into message (event_id, target, lane) select 1, " + bench.target
                    + ", n from generate_series(7, 10) n");
            database.run("insert into lane_hold (lane, part, epoch) select n, p, 3 from generate_series(7, 10) n, "
                    + "generate_series(0, 1) p");
            database.run("insert into lane (lane, owner, epoch, lease_until) select n, gen_random_uuid(), 3, now() "
                    + "from generate_series(7, 10) n");

            Recorder.eventually("adopted", () -> bench.recorder.taken.size() == 5);
            assertEquals(4, database.number("select count(*) from lane where lane >= 7 and epoch = 4"));
            assertEquals(8, database.number("select count(*) from lane_hold where lane >= 7 and epoch = 4"));
        }
    }

    @Test
    void whatALostConnectionMayHaveCommittedIsReadAgain() throws Exception {
        try (Workbench bench = new Workbench(database);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            bench.append(Origin.PUSH, item("before", delivery("before")));
            other.setAutoCommit(false);
            statement.execute("insert into event_key (k, event_id) values ('"
                    + delivery("contended").value() + "', 1)");
            var waiting = bench.appending(Origin.PUSH, item("contended", delivery("contended")));
            Recorder.eventually(
                    "the append waits for the other's key and is cut off",
                    () -> database.number("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            > 0);
            assertInstanceOf(Unavailable.class, await(waiting));
            other.rollback();

            Recorder.eventually(
                    "appends again",
                    () -> bench.append(Origin.PUSH, item("after", delivery("after"))) instanceof Committed);
            Recorder.eventually("rewound", () -> bench.recorder.rewound.contains(0L));
            assertTrue(database.number("select max(epoch) from lane") > 1);
            assertEquals(2, database.number("select count(*) from event"));
        }
    }

    @Test
    void aLaneLetGoIsTakenAgainAndItsIdsGoOnAbove() {
        long last;
        try (Workbench bench = new Workbench(database)) {
            last = ((Committed) bench.append(Origin.PUSH, item("one", delivery("one")))).ids()[0];
            database.run("delete from message");
        }
        try (Workbench bench = new Workbench(database)) {
            assertEquals(1, bench.recorder.taken.peek().number());
            assertTrue(((Committed) bench.append(Origin.PUSH, item("two", delivery("two")))).ids()[0] > last);
        }
    }
}
