package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages back: by cursor, or as they become due. */
final class Reader {
    /** Bytes of payloads a read, so that a backlog of large events does not fill the memory. */
    private static final long READ_BYTES = 4 << 20;

    private static final int PROMOTE_ROWS = 256;

    private final Wire wire;
    private final Names names;

    Reader(Wire wire, Names names) {
        this.wire = wire;
        this.names = names;
    }

    /** Ready messages past the cursor, in order; empty: there are none. May be fewer than {@code limit} with more to come. */
    Future<List<Message>> ready(Lane lane, int target, long after, int limit) {
        return wire.run(JournalSql.READ_MESSAGES, Tuple.of((short) lane.number(), target, after, limit))
                .map(rows -> heads(rows, target))
                .compose(heads -> withEvents(lane, fitting(heads)));
    }

    /** Moves what is due to the ready messages and tells which; their events are read with {@link #withEvents}. */
    Future<List<Head>> promote(Lane lane) {
        return wire.run(JournalSql.PROMOTE, Tuple.of((short) lane.number(), lane.epoch(), PROMOTE_ROWS))
                .map(rows -> {
                    List<Head> heads = new ArrayList<>();
                    rows.forEach(row -> heads.add(
                            new Head(row.getLong("event_id"), row.getInteger("target"), row.getShort("attempts"), 0)));
                    return heads;
                });
    }

    /** A message without its event. */
    record Head(long eventId, int target, int attempts, int bytes) {}

    /** Those whose payloads fit one read: the first ones, and at least one. */
    private static List<Head> fitting(List<Head> heads) {
        long bytes = 0;
        for (int i = 0; i < heads.size(); i++) {
            bytes += heads.get(i).bytes();
            if (i > 0 && bytes > READ_BYTES) {
                return heads.subList(0, i);
            }
        }
        return heads;
    }

    /** The messages with their events. */
    private Future<List<Message>> withEvents(Lane lane, List<Head> heads) {
        if (heads.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Long[] ids = heads.stream().map(Head::eventId).toArray(Long[]::new);
        Tuple parameters = Tuple.tuple().addShort((short) lane.number()).addArrayOfLong(ids);
        parameters.addLong(ids[0]).addLong(ids[ids.length - 1]);
        return wire.run(JournalSql.READ_EVENTS, parameters).map(rows -> join(lane, heads, rows));
    }

    private List<Message> join(Lane lane, List<Head> heads, RowSet<Row> rows) {
        Map<Long, Event> events = new HashMap<>();
        for (Row row : rows) {
            Event event = event(row);
            events.put(event.id(), event);
        }
        List<Message> messages = new ArrayList<>();
        for (Head head : heads) {
            Event event = events.get(head.eventId());
            if (event != null) {
                messages.add(new Message(lane, head.target(), event, head.attempts()));
            }
        }
        return messages;
    }

    private static List<Head> heads(RowSet<Row> rows, int target) {
        List<Head> heads = new ArrayList<>();
        rows.forEach(row -> heads.add(
                new Head(row.getLong("event_id"), target, row.getShort("attempts"), row.getInteger("bytes"))));
        return heads;
    }

    private Event event(Row row) {
        long id = row.getLong("id");
        Item item = new Item(
                row.getString("type"),
                row.getString("delivery_id"),
                List.of(),
                row.getString("subject"),
                row.getString("tenant"),
                time(row.getOffsetDateTime("event_time")),
                row.getString("content_type"),
                row.getBuffer("payload").getBytes(),
                null);
        Origin origin = row.getShort("origin") == Origin.PULL.ordinal() ? Origin.PULL : Origin.PUSH;
        return new Event(id, names.sourceName(row.getShort("source")), origin, EventId.unixMillis(id), item);
    }

    private static @Nullable Instant time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
