package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command {@code migrate} of the packaged jar: makes the tables, starts nothing, and says what it did. */
class MigrateIT {
    private static final String TABLES =
            "select string_agg(table_name, ' ' order by table_name) from information_schema.tables where table_schema = 'public'";

    @Test
    void itMakesTheTablesThatTheServiceThenFinds() {
        try (Scene scene = new Scene("migrate")) {
            Database database = scene.postgres().database();
            Checked first = migrate(scene, database.url());
            assertEquals(0, first.status(), first::said);
            assertTrue(first.out().get(0).startsWith("Made "), first::said);
            String tables = database.text(TABLES);
            assertTrue(tables.contains("event_key") && tables.contains("message_retry"), tables);

            Checked again = migrate(scene, database.url());
            assertEquals(0, again.status(), again::said);
            assertEquals("The tables are those of this version.", again.out().get(0), again::said);

            long made = database.number("select count(*) from flyway_schema_history");
            scene.service("service", scene.settings(8).database(database));
            assertEquals(
                    made, database.number("select count(*) from flyway_schema_history"), "the service adds nothing");
            assertEquals(
                    database.number("select count(*) from flyway_schema_history where success"),
                    made,
                    "and finds nothing wrong");
        }
    }

    @Test
    void whatCannotBeMigratedIsToldAndTheStatusSaysSo() throws IOException {
        try (Scene scene = new Scene("not-migrated")) {
            Checked without = Checked.run(scene.dir().path(), Map.of(), "migrate");
            assertEquals(1, without.status(), without::said);
            assertTrue(without.said().contains("HOLDFAST_DATABASE_URL"), without::said);
            assertTrue(Files.notExists(scene.dir().path().resolve("data")), "no embedded database is started for it");

            Database database = scene.postgres().database();
            database.run("create table event (id int)");
            Checked taken = migrate(scene, database.url());
            assertEquals(1, taken.status(), taken::said);
            assertTrue(taken.said().contains("cannot migrate postgresql://postgres@"), taken::said);
            assertEquals(
                    "event", database.text(TABLES).replaceAll(" ?flyway_schema_history ?", ""), "nothing is half done");
        }
    }

    private static Checked migrate(Scene scene, String url) {
        return Checked.run(scene.dir().path(), Map.of("HOLDFAST_DATABASE_URL", url), "migrate");
    }
}
