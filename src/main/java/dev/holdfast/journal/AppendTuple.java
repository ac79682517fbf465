package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.Item;
import dev.holdfast.event.RawDelivery;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch as the parameters of its {@link AppendStatement}, column by column. */
final class AppendTuple {
    private AppendTuple() {}

    static Tuple of(Batch batch, int lane, long epoch, Names names) {
        Tuple tuple = Tuple.tuple();
        tuple.addShort((short) lane).addLong(epoch);
        AppendStatement statement = batch.statement();
        if (statement == AppendStatement.ONE || statement == AppendStatement.ONE_FOR_NOBODY) {
            return addOne(tuple, batch.keys.get(0), batch.fresh.get(0), names);
        }
        addKeys(tuple, batch);
        addMessages(tuple, batch);
        addEvents(tuple, batch, names);
        if (statement != AppendStatement.BY_ONE_KEY) {
            addDecides(tuple, batch);
        }
        if (statement == AppendStatement.KEEPING || statement == AppendStatement.RELEASE) {
            addKept(tuple, batch);
            addDeliveries(tuple, batch, names);
        }
        Release release = batch.release();
        if (release != null) {
            tuple.addArrayOfLong(release.quarantined().stream().sorted().toArray(Long[]::new));
        }
        return tuple;
    }

    private static Tuple addOne(Tuple tuple, Batch.KeyRow key, Batch.Fresh fresh, Names names) {
        Event event = fresh.event();
        Item item = event.item();
        tuple.addUUID(key.key()).addLong(event.id()).addInteger(key.digest());
        tuple.addShort(names.sourceNumber(event.source()))
                .addShort((short) event.origin().ordinal());
        tuple.addString(item.type()).addString(item.deliveryId()).addString(item.subject());
        tuple.addString(item.tenant()).addOffsetDateTime(time(item.time())).addString(item.contentType());
        tuple.addBuffer(buffer(item.payload()));
        if (fresh.targets().length > 0) {
            tuple.addArrayOfInteger(Arrays.stream(fresh.targets()).boxed().toArray(Integer[]::new));
        }
        return tuple;
    }

    private static void addKeys(Tuple tuple, Batch batch) {
        int n = batch.keys.size();
        UUID[] keys = new UUID[n];
        Long[] owners = new Long[n];
        Integer[] digests = new Integer[n];
        for (int i = 0; i < n; i++) {
            Batch.KeyRow row = batch.keys.get(i);
            keys[i] = row.key();
            owners[i] = row.eventId();
            digests[i] = row.digest();
        }
        tuple.addArrayOfUUID(keys).addArrayOfLong(owners).addArrayOfInteger(digests);
    }

    private static void addDecides(Tuple tuple, Batch batch) {
        tuple.addArrayOfBoolean(batch.keys.stream().map(Batch.KeyRow::decides).toArray(Boolean[]::new));
    }

    private static void addMessages(Tuple tuple, Batch batch) {
        int count = 0;
        for (Batch.Fresh fresh : batch.fresh) {
            count += fresh.targets().length;
        }
        Integer[] targets = new Integer[count];
        Long[] events = new Long[count];
        Integer[] bytes = new Integer[count];
        int at = 0;
        for (Batch.Fresh fresh : batch.fresh) {
            for (int target : fresh.targets()) {
                targets[at] = target;
                bytes[at] = fresh.event().item().payload().length;
                events[at++] = fresh.event().id();
            }
        }
        tuple.addArrayOfInteger(targets).addArrayOfLong(events).addArrayOfInteger(bytes);
    }

    private static void addEvents(Tuple tuple, Batch batch, Names names) {
        int n = batch.fresh.size();
        Long[] ids = new Long[n];
        Short[] sources = new Short[n];
        Short[] origins = new Short[n];
        String[] types = new String[n];
        String[] deliveryIds = new String[n];
        String[] subjects = new String[n];
        String[] tenants = new String[n];
        OffsetDateTime[] times = new OffsetDateTime[n];
        String[] contentTypes = new String[n];
        Buffer[] payloads = new Buffer[n];
        for (int i = 0; i < n; i++) {
            Event event = batch.fresh.get(i).event();
            Item item = event.item();
            ids[i] = event.id();
            sources[i] = names.sourceNumber(event.source());
            origins[i] = (short) event.origin().ordinal();
            types[i] = item.type();
            deliveryIds[i] = item.deliveryId();
            subjects[i] = item.subject();
            tenants[i] = item.tenant();
            times[i] = time(item.time());
            contentTypes[i] = item.contentType();
            payloads[i] = buffer(item.payload());
        }
        tuple.addArrayOfLong(ids).addArrayOfShort(sources).addArrayOfShort(origins);
        tuple.addArrayOfString(types).addArrayOfString(deliveryIds).addArrayOfString(orNone(subjects));
        tuple.addArrayOfString(orNone(tenants)).addArrayOfOffsetDateTime(times).addArrayOfString(contentTypes);
        tuple.addArrayOfBuffer(payloads);
    }

    /** A column without a value is no array at all: {@code unnest} makes it as long as the others, and reads nothing. */
    private static <T> T @Nullable [] orNone(@Nullable T[] column) {
        for (T value : column) {
            if (value != null) {
                return column;
            }
        }
        return null;
    }

    /** What a plain event has none of. */
    private static void addKept(Tuple tuple, Batch batch) {
        int n = batch.fresh.size();
        String[] quarantines = new String[n];
        Long[] deliveries = new Long[n];
        for (int i = 0; i < n; i++) {
            quarantines[i] = batch.fresh.get(i).event().item().quarantine();
            deliveries[i] = batch.fresh.get(i).delivery();
        }
        tuple.addArrayOfString(quarantines).addArrayOfLong(deliveries);
    }

    private static void addDeliveries(Tuple tuple, Batch batch, Names names) {
        int n = batch.deliveries.size();
        Long[] ids = new Long[n];
        Short[] sources = new Short[n];
        OffsetDateTime[] received = new OffsetDateTime[n];
        String[] methods = new String[n];
        String[] queries = new String[n];
        String[] headers = new String[n];
        Buffer[] bodies = new Buffer[n];
        for (int i = 0; i < n; i++) {
            Batch.Kept kept = batch.deliveries.get(i);
            RawDelivery raw = kept.raw();
            ids[i] = kept.id();
            sources[i] = names.sourceNumber(kept.source());
            received[i] = time(raw.received());
            methods[i] = raw.method();
            queries[i] = raw.query();
            headers[i] = raw.headerLines();
            bodies[i] = buffer(raw.body());
        }
        tuple.addArrayOfLong(ids).addArrayOfShort(sources).addArrayOfOffsetDateTime(received);
        tuple.addArrayOfString(methods).addArrayOfString(queries).addArrayOfString(headers);
        tuple.addArrayOfBuffer(bodies);
    }

    private static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
