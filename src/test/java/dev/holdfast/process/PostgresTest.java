package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The server that proves durability must itself come back with what it promised. */
class PostgresTest {
    @Test
    void whatWasCommittedSurvivesAKilledPostmaster() {
        try (WorkDir dir = WorkDir.create("postgres");
                Postgres postgres = Postgres.start(dir.path())) {
            Database database = postgres.database();
            database.run("create table kept (n int)", "insert into kept values (41)", "insert into kept values (1)");
            postgres.kill();
            assertThrows(IllegalStateException.class, () -> database.number("select 1"));
            postgres.start();
            assertEquals(42, database.number("select sum(n) from kept"));
        }
    }
}
