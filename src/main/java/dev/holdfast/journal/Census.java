package dev.holdfast.journal;

import dev.holdfast.event.EventId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the deployment looks like: names, live replicas, paused targets, the database's clock. On the journal's context. */
final class Census {
    private static final String KNOW_SOURCES =
            "insert into source (name) select u from unnest($1::text[]) u where u not in (select name from source) on conflict do nothing";
    private static final String KNOW_TARGETS =
            "insert into target (name) select u from unnest($1::text[]) u where u not in (select name from target) on conflict do nothing";
    private static final String PAUSE =
            "update target set paused_at = now(), paused_why = $2 where id = $1 and paused_at is null";
    private static final String SOURCES = "select id, name from source";
    private static final String TARGETS = "select id, name from target";

    /** Longer than a renewal takes to be written, by far. */
    private static final long LATELY_MILLIS = 10_000;

    private final Wire wire;
    private final Names names;
    private final LaneClock clock;
    private final Map<Integer, Integer> pausedSince = new HashMap<>();
    private int looks;
    private volatile int replicas;
    private volatile int appending;

    /** One look: live replicas, and the numbers of paused targets. */
    record Findings(int replicas, Set<Integer> paused) {}

    Census(Wire wire, Names names, LaneClock clock) {
        this.wire = wire;
        this.names = names;
        this.clock = clock;
    }

    /** Makes sure that everything configured has a number. */
    Future<Void> know(Collection<String> sources, Collection<String> targets) {
        return wire.run(KNOW_SOURCES, Tuple.tuple().addArrayOfString(sources.toArray(String[]::new)))
                .compose(done -> wire.run(KNOW_TARGETS, Tuple.tuple().addArrayOfString(targets.toArray(String[]::new))))
                .compose(done -> learn());
    }

    Future<Findings> look() {
        int number = ++looks;
        return learn().compose(v -> wire.run(LaneSql.LOOK_AROUND, Tuple.of(lately())))
                .map(rows -> findings(rows, number));
    }

    /** The id that an event would have had so long ago. */
    private long lately() {
        return EventId.first(0, clock.millis() - LATELY_MILLIS);
    }

    /** From now on, for looks that are under way too: they may have read the table before. */
    Future<Void> pause(int target, String why) {
        pausedSince.put(target, looks);
        return wire.run(PAUSE, Tuple.of(target, why)).mapEmpty();
    }

    /** Reads all names: another replica's configuration may have more. */
    private Future<Void> learn() {
        return wire.run(SOURCES, Tuple.tuple())
                .map(this::learnSources)
                .compose(v -> wire.run(TARGETS, Tuple.tuple()))
                .map(this::learnTargets);
    }

    private Void learnSources(RowSet<Row> rows) {
        rows.forEach(row -> names.source(row.getShort("id"), row.getString("name")));
        return null;
    }

    private Void learnTargets(RowSet<Row> rows) {
        rows.forEach(row -> names.target(row.getInteger("id"), row.getString("name")));
        return null;
    }

    private Findings findings(RowSet<Row> rows, int look) {
        Row row = rows.iterator().next();
        clock.set(row.getLong("millis"));
        Set<Integer> paused = new HashSet<>();
        Integer[] numbers = row.getArrayOfIntegers("paused");
        if (numbers != null) {
            paused.addAll(Set.of(numbers));
        }
        pausedSince.values().removeIf(before -> before < look);
        paused.addAll(pausedSince.keySet());
        replicas = Math.max(1, row.getLong("replicas").intValue());
        appending = row.getLong("appending").intValue();
        return new Findings(replicas, paused);
    }

    /** Live replicas as of the last look; 0 before the first. */
    int replicas() {
        return replicas;
    }

    /** Those of them that took in an event in the last ten seconds or so: they share PostgreSQL's work just now. */
    int appending() {
        return appending;
    }
}
