package dev.holdfast.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an event costs PostgreSQL must not depend on how much waits, how much is parked, or who looks back in time. */
final class FlatRows {
    private static final double FLAT = 1.3;

    private FlatRows() {}

    static void measure(Bench bench, BenchTable table) {
        int hot = bench.options().hot();
        int many = bench.options().backlog();
        try (Relayed relayed = new Relayed(bench, "flat")) {
            double life = micros(bench, "whole life", () -> relayed.wholeLife(hot));
            double snapshot = heldSnapshot(bench, relayed, hot);
            double relay = micros(bench, "relay, " + hot + " wait", () -> relayed.relayOf(hot, hot));
            double backlog = micros(bench, "relay, " + many + " wait", () -> relayed.relayOf(many, hot));
            park(relayed, many);
            double parked = micros(bench, "whole life, " + many + " parked", () -> relayed.wholeLife(hot));
            table.note("flat: PostgreSQL an event, whole life", life, " µs");
            table.note("flat: PostgreSQL an event, relay alone", relay, " µs");
            table.atMost("flat: with a backlog of " + many, backlog / relay, FLAT, "x");
            table.atMost("flat: with " + many + " parked", parked / life, FLAT, "x");
            table.atMost("flat: with a held snapshot", snapshot / life, FLAT, "x");
        }
    }

    private static double micros(Bench bench, String name, Supplier<Run> measured) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < bench.options().runs(); i++) {
            runs.add(measured.get());
            bench.say(name, runs.get(i));
        }
        return Run.median(runs, Run::postgresMicros);
    }

    /** A report that somebody began and never ended: no dead row can be removed while it lasts. */
    private static double heldSnapshot(Bench bench, Relayed relayed, int hot) {
        try (Connection connection = relayed.service().database().connect();
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            statement.execute("select count(*) from message");
            return micros(bench, "whole life, held snapshot", () -> relayed.wholeLife(hot));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Retries that are due tomorrow, in the lane that the service owns. */
    private static void park(Relayed relayed, int rows) {
        relayed.service()
                .database()
                .run(
                        "insert into message_retry (due_at, event_id, target, lane, attempts, last_error)"
                                + " select now() + interval '1 day' + n * interval '1 millisecond', n,"
                                + " (select min(id) from target), (select min(lane) from lane where owner is not null), 1,"
                                + " 'parked' from generate_series(1, " + rows + ") n",
                        "analyze message_retry");
    }
}
