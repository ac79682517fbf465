package dev.holdfast.journal;

import dev.holdfast.event.Event;
import dev.holdfast.event.Item;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch as the parameters of {@link JournalSql#APPEND}, column by column. */
final class AppendTuple {
    private AppendTuple() {}

    static Tuple of(Batch batch, int lane, long epoch, Names names) {
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
        String[] quarantines = new String[n];
        Buffer[] payloads = new Buffer[n];
        int messages = 0;
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
            quarantines[i] = item.quarantine();
            payloads[i] = Buffer.buffer(Unpooled.wrappedBuffer(item.payload()));
            messages += batch.fresh.get(i).targets().length;
        }
        Tuple tuple = Tuple.tuple();
        tuple.addShort((short) lane).addLong(epoch);
        addKeys(tuple, batch);
        tuple.addArrayOfLong(ids).addArrayOfShort(sources).addArrayOfShort(origins);
        tuple.addArrayOfString(types).addArrayOfString(deliveryIds).addArrayOfString(subjects);
        tuple.addArrayOfString(tenants).addArrayOfOffsetDateTime(times).addArrayOfString(contentTypes);
        tuple.addArrayOfString(quarantines).addArrayOfBuffer(payloads);
        addMessages(tuple, batch, messages);
        return tuple;
    }

    private static void addKeys(Tuple tuple, Batch batch) {
        int n = batch.keys.size();
        UUID[] keys = new UUID[n];
        Long[] owners = new Long[n];
        Boolean[] decides = new Boolean[n];
        for (int i = 0; i < n; i++) {
            Batch.KeyRow row = batch.keys.get(i);
            keys[i] = row.key();
            owners[i] = row.eventId();
            decides[i] = row.decides();
        }
        tuple.addArrayOfUUID(keys).addArrayOfLong(owners).addArrayOfBoolean(decides);
    }

    private static void addMessages(Tuple tuple, Batch batch, int count) {
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

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
