package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventKey;
import dev.holdfast.event.Origin;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pushes of what a pull had brought before: they mark the gap as filled late.
 *
 * <p>A push that is known may be the vendor's own retry, and a push that is new may tell of a state that was pulled: which,
 * only the keys say. They are looked up once a second, many at once, and only for sources that have gaps. A key waits a
 * second before it is looked up: the gap is written just after the event that it is about.
 */
final class LatePushes {
    /** Past it marks are missed, and nothing else. */
    private static final int MOST_KEYS = 4_096;

    private static final String FILL = """
            update gap g set filled_late_at = now() from event_key k
            where k.k = any ($1::uuid[]) and g.event_id = k.event_id and g.filled_late_at is null
            """;

    private final Wire wire;
    private volatile Set<String> expected = Set.of();
    private volatile Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private Set<UUID> due = Set.of();

    LatePushes(Wire wire) {
        this.wire = wire;
    }

    void expect(Set<String> sources) {
        expected = Set.copyOf(sources);
    }

    /** Any thread. */
    void committed(Batch batch, Map<Long, Long> known) {
        Set<String> sources = expected;
        if (sources.isEmpty()) {
            return;
        }
        for (Batch.Fresh fresh : batch.fresh) {
            Event event = fresh.event();
            if (event.origin() == Origin.PUSH && sources.contains(event.source())) {
                gather(event, known.containsKey(event.id()));
            }
        }
    }

    private void gather(Event event, boolean known) {
        for (EventKey key : event.item().keys()) {
            if ((known || !key.decides()) && waiting.size() < MOST_KEYS) {
                waiting.add(key.value());
            }
        }
    }

    void flush() {
        Set<UUID> old = due;
        due = waiting;
        waiting = ConcurrentHashMap.newKeySet();
        if (!old.isEmpty()) {
            wire.run(FILL, Tuple.tuple().addArrayOfUUID(old.toArray(UUID[]::new)));
        }
    }
}
