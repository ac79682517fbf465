package dev.holdfast.process;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** What a database has of what was acknowledged: the promise itself, whatever targets have heard meanwhile. */
final class Stored {
    private Stored() {}

    /** Those of the ids of which there is no event. */
    static Set<String> missing(Database database, Set<String> ids) {
        Set<String> missing = new TreeSet<>(ids);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select delivery_id from event")) {
            while (rows.next()) {
                missing.remove(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for events", e);
        }
        return missing;
    }
}
