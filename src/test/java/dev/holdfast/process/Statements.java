package dev.holdfast.process;

import java.util.Map;

/** How many statements a database was given, whoever gave them; our own two are among them. */
final class Statements {
    /** What its server has to be started with. */
    static final Map<String, String> COUNTED = Map.of("shared_preload_libraries", "pg_stat_statements");

    private final Database database;

    Statements(Database database) {
        this.database = database;
        database.run("create extension pg_stat_statements");
    }

    /** Counts from now on. */
    void reset() {
        database.run("select pg_stat_statements_reset()");
    }

    /** Those since the last {@link #reset}. */
    long count() {
        return database.number("select coalesce(sum(calls), 0) from pg_stat_statements");
    }

    /** The most frequent ones, for people. */
    String commonest() {
        return database.text("""
                select string_agg(calls || ' ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 80), E'\n')
                from (select calls, query from pg_stat_statements order by calls desc limit 12) most
                """);
    }
}
