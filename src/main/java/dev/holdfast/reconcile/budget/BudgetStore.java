package dev.holdfast.reconcile.budget;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The table of budgets. */
final class BudgetStore {
    private final SqlClient database;

    BudgetStore(SqlClient database) {
        this.database = database;
    }

    /**
     * A source's state.
     *
     * @param version 0 when nothing is kept
     * @param now the database's clock, in milliseconds
     */
    record Kept(long version, @Nullable JsonObject state, long now) {
        static Kept of(Row row) {
            return new Kept(row.getLong("version"), row.getJsonObject("state"), row.getLong("now_millis"));
        }
    }

    Future<Kept> look(String source) {
        return database.preparedQuery(BudgetSql.LOOK)
                .execute(Tuple.of(source))
                .map(rows -> Kept.of(rows.iterator().next()));
    }

    /** False when it was decided on something that is no longer so. */
    Future<Boolean> keep(String source, Kept seen, JsonObject state) {
        return database.preparedQuery(BudgetSql.KEEP)
                .execute(Tuple.of(source, seen.version(), state, seen.now()))
                .map(rows -> rows.size() > 0);
    }
}
