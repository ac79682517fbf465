package dev.holdfast.journal;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Mends the keys of known events behind the answer, see {@link JournalSql#RELINK}. */
final class Relink {
    private Relink() {}

    static void behind(Wire wire, Batch batch, Map<Long, Long> known) {
        if (known.isEmpty()) {
            return;
        }
        List<Batch.KeyRow> rows = new ArrayList<>();
        for (Batch.KeyRow row : batch.keys) {
            if (known.containsKey(row.eventId()) && !row.decides()) {
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            wire.run(JournalSql.RELINK, tuple(rows, known));
        }
    }

    private static Tuple tuple(List<Batch.KeyRow> rows, Map<Long, Long> known) {
        UUID[] keys = new UUID[rows.size()];
        Long[] ids = new Long[rows.size()];
        Long[] firsts = new Long[rows.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = rows.get(i).key();
            ids[i] = rows.get(i).eventId();
            firsts[i] = known.get(ids[i]);
        }
        return Tuple.tuple().addArrayOfUUID(keys).addArrayOfLong(ids).addArrayOfLong(firsts);
    }
}
