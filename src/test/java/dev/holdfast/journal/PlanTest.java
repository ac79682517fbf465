package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hot statements are planned while the tables are empty and must not scan them when they are full. */
class PlanTest {
    private static final Database DATABASE = Database.fresh();

    @ParameterizedTest
    @CsvSource({
        "APPEND_ONE",
        "APPEND_ONE_FOR_NOBODY",
        "APPEND_BY_ONE_KEY",
        "APPEND",
        "APPEND_KEEPING",
        "RELEASE",
        "SETTLE",
        "SETTLE_RELAYED",
        "PROMOTE",
        "READ_MESSAGES",
        "READ_EVENTS"
    })
    void aHotStatementProbesIndexesWhateverItsTablesHeldWhenItWasPlanned(String name) throws Exception {
        String plan = plan(name);

        for (String table : new String[] {"message", "message_retry", "event", "event_key"}) {
            assertFalse(plan.contains("Seq Scan on " + table + " "), plan);
            assertFalse(plan.matches("(?s).*Seq Scan on " + table + "_?\\d* .*"), plan);
        }
        assertFalse(plan.contains("Sort Key: message_retry"), plan);
    }

    private static String plan(String name) throws SQLException, ReflectiveOperationException {
        var field = JournalSql.class.getDeclaredField(name);
        String sql = (String) field.get(null);
        int parameters = 0;
        while (sql.contains("$" + (parameters + 1))) {
            parameters++;
        }
        StringBuilder plan = new StringBuilder();
        try (Connection c = DATABASE.connect();
                Statement s = c.createStatement()) {
            s.execute(Journal.RELAYING);
            s.execute("prepare hot as " + sql);
            String nulls = "null" + ", null".repeat(parameters - 1);
            try (ResultSet rows = s.executeQuery("explain execute hot(" + nulls + ")")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
