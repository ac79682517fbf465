package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.Origin;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the last event of each source came, on each road, known ones included. Written every second or so and only where
 * something came: a crash makes it older by that much.
 */
final class Newest {
    private static final String NOTE = """
            insert into source_newest as o (source, origin, at)
            select u.source, u.origin, u.at from unnest($1::int2[], $2::int2[], $3::timestamptz[]) u(source, origin, at)
            order by u.source, u.origin
            on conflict (source, origin) do update set at = greatest(o.at, excluded.at)
            """;

    private final Wire wire;
    private final Names names;
    private final Map<Road, Long> came = new ConcurrentHashMap<>();

    private record Road(String source, Origin origin) {}

    Newest(Wire wire, Names names) {
        this.wire = wire;
        this.names = names;
    }

    /** Any thread. */
    void committed(Batch batch) {
        Event before = null;
        for (Batch.Fresh fresh : batch.fresh) {
            Event event = fresh.event();
            // All of a batch came at one time: one mark will do for those of one road in a row.
            if (before == null || !event.source().equals(before.source()) || event.origin() != before.origin()) {
                came.merge(new Road(event.source(), event.origin()), event.receivedMillis(), Math::max);
            }
            before = event;
        }
    }

    void flush() {
        Map<Road, Long> written = new HashMap<>();
        for (Road road : came.keySet()) {
            Long at = came.remove(road);
            if (at != null) {
                written.put(road, at);
            }
        }
        if (written.isEmpty()) {
            return;
        }
        Short[] sources = new Short[written.size()];
        Short[] origins = new Short[written.size()];
        OffsetDateTime[] times = new OffsetDateTime[written.size()];
        int i = 0;
        for (Map.Entry<Road, Long> one : written.entrySet()) {
            sources[i] = names.sourceNumber(one.getKey().source());
            origins[i] = (short) one.getKey().origin().ordinal();
            times[i++] = Instant.ofEpochMilli(one.getValue()).atOffset(ZoneOffset.UTC);
        }
        wire.run(
                NOTE,
                Tuple.tuple().addArrayOfShort(sources).addArrayOfShort(origins).addArrayOfOffsetDateTime(times));
    }
}
