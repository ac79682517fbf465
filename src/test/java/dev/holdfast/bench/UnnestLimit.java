package dev.holdfast.bench;

import dev.holdfast.process.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast rows can be committed at all: 100 in a statement, a statement after the other on each connection.
 *
 * <p>Runs in a process of its own. Arguments: the database's URL, connections, seconds to measure.
 * Says {@code begin} when it is warm, and {@code rows <count>} for what it wrote since.
 */
public final class UnnestLimit {
    private static final int ROWS = 100;
    private static final int BYTES = 1024;
    private static final long WARM_SECONDS = 4;

    private final Pool pool;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);
    private final AtomicLong written = new AtomicLong();
    private final Buffer payload;
    private volatile boolean ended;

    private UnnestLimit(Pool pool) {
        this.pool = pool;
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        this.payload = Buffer.buffer(bytes);
    }

    public static void main(String... args) throws InterruptedException {
        int connections = Integer.parseInt(args[1]);
        Vertx vertx = Vertx.vertx();
        UnnestLimit limit = new UnnestLimit(RowStore.pool(vertx, new Database(args[0]), connections));
        for (int i = 0; i < connections; i++) {
            limit.write();
        }
        TimeUnit.SECONDS.sleep(WARM_SECONDS);
        System.out.println("begin");
        long before = limit.written.get();
        TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
        System.out.println("rows " + (limit.written.get() - before));
        TimeUnit.SECONDS.sleep(1); // the benchmark reads our CPU time
        limit.ended = true;
        System.exit(0);
    }

    private void write() {
        insert().onSuccess(done -> {
                    written.addAndGet(ROWS);
                    if (!ended) {
                        write();
                    }
                })
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private Future<?> insert() {
        Long[] numbers = new Long[ROWS];
        String[] sources = new String[ROWS];
        String[] types = new String[ROWS];
        String[] deliveries = new String[ROWS];
        Buffer[] payloads = new Buffer[ROWS];
        Arrays.setAll(numbers, i -> ids.incrementAndGet());
        Arrays.fill(sources, "bench");
        Arrays.fill(types, "invoice.paid");
        Arrays.setAll(deliveries, i -> "evt_u" + numbers[i]);
        Arrays.fill(payloads, payload);
        return pool.preparedQuery("insert into bench_event select u.id, u.source, u.type, u.delivery, $6, u.payload"
                        + " from unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::bytea[])"
                        + " u(id, source, type, delivery, payload) on conflict (source, delivery_id) do nothing")
                .execute(Tuple.of(numbers, sources, types, deliveries, payloads, OffsetDateTime.now()));
    }
}
