package dev.holdfast.journal;

import dev.holdfast.event.EventId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes lanes, renews them and lets them go: each by one statement. */
final class LaneStore {
    private final Wire wire;
    private final UUID owner;
    private final long leaseMillis;

    LaneStore(Wire wire, UUID owner, long leaseMillis) {
        this.wire = wire;
        this.owner = owner;
        this.leaseMillis = leaseMillis;
    }

    /** An empty lane of our own; a new one when all are taken. Where its maker died before its holds were made, they are made now. */
    Future<Lane> acquireEmpty() {
        return one(LaneSql.FIND_EMPTY, Tuple.tuple())
                .compose(found -> found.isPresent() ? hold(number(found.get())) : create())
                .compose(this::acquire)
                .compose(lane -> lane.map(Future::succeededFuture).orElseGet(this::acquireEmpty));
    }

    /** Numbers of lanes that nobody drains, a few at a time. */
    Future<List<Integer>> orphaned() {
        return wire.run(LaneSql.FIND_ORPHANED, Tuple.tuple()).map(LaneStore::numbers);
    }

    /** Takes the lane when it is free. */
    Future<Optional<Lane>> acquire(int number) {
        return take(() -> new Lane(number), LaneSql.ACQUIRE, Tuple.of((short) number, owner, leaseMillis));
    }

    /** Takes a lane of ours again under a new epoch; empty when another has adopted it. */
    Future<Optional<Lane>> reacquire(Lane lane) {
        Tuple wanted = Tuple.of((short) lane.number(), owner, leaseMillis, lane.epoch());
        return take(() -> lane, LaneSql.REACQUIRE, wanted);
    }

    /** Renews the lease; false: the lane is another's. */
    Future<Boolean> renew(Lane lane) {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();
        Tuple mine = Tuple.of((short) lane.number(), owner, lane.epoch(), leaseMillis, lane.lastId());
        return wire.run(LaneSql.RENEW, mine).map(done -> renewed(lane, done.rowCount() == 1, nanos, millis));
    }

    Future<Void> release(Lane lane) {
        Tuple mine = Tuple.of((short) lane.number(), owner, lane.epoch(), lane.lastId());
        return wire.run(LaneSql.RELEASE, mine).mapEmpty();
    }

    Future<Boolean> hasRows(Lane lane) {
        return one(LaneSql.HAS_ROWS, Tuple.of((short) lane.number()))
                .map(row -> row.orElseThrow().getBoolean("rows"));
    }

    private Future<Optional<Lane>> take(Supplier<Lane> lane, String claim, Tuple wanted) {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();
        return one(claim, wanted)
                .compose(row -> row.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : held(lane.get(), row.get(), nanos, millis));
    }

    /** A new statement after the commit: it sees what the commit waited for. */
    private Future<Optional<Lane>> held(Lane lane, Row claim, long nanos, long millis) {
        return one(LaneSql.LAST_ID, Tuple.of((short) lane.number())).map(last -> {
            Long highest = last.orElseThrow().getLong("id");
            lane.hold(claim.getLong("epoch"), Math.max(claim.getLong("last_id"), highest == null ? 0 : highest));
            lane.renewed(nanos, millis, leaseMillis - margin());
            return Optional.of(lane);
        });
    }

    private boolean renewed(Lane lane, boolean ours, long nanos, long millis) {
        if (ours) {
            lane.renewed(nanos, millis, leaseMillis - margin());
        }
        return ours;
    }

    private long margin() {
        return leaseMillis / 8;
    }

    private Future<Integer> create() {
        return one(LaneSql.CREATE, Tuple.tuple())
                .compose(made -> made.isPresent() ? hold(number(made.get())) : createUnlessAllAreMade());
    }

    private Future<Integer> createUnlessAllAreMade() {
        return one(LaneSql.HIGHEST, Tuple.tuple())
                .compose(highest -> number(highest.orElseThrow()) < EventId.MAX_LANE
                        ? create()
                        : Future.failedFuture(new IllegalStateException("all " + EventId.MAX_LANE
                                + " lanes are held, or have messages that wait for a target")));
    }

    private Future<Integer> hold(int number) {
        return wire.run(LaneSql.CREATE_HOLD, Tuple.of((short) number)).map(number);
    }

    private Future<Optional<Row>> one(String sql, Tuple parameters) {
        return wire.run(sql, parameters).map(rows -> {
            Iterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        });
    }

    private static List<Integer> numbers(RowSet<Row> rows) {
        List<Integer> numbers = new ArrayList<>();
        rows.forEach(row -> numbers.add(number(row)));
        return numbers;
    }

    private static int number(Row row) {
        return row.getShort("lane");
    }
}
