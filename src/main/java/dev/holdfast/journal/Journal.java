package dev.holdfast.journal;

import dev.holdfast.event.Routes;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The journal of this process: append, hand over, read, settle.
 *
 * <p>Made once, started once, stopped once. Methods are for any thread; answers come on the caller's context.
 */
public final class Journal {
    /**
     * The last line makes a C library that gives the top of its heap back after each statement keep it from then on: one large
     * piece that is freed raises its threshold. Where a statement's memory lay at the top it cost 31 page faults and 80 µs each time.
     */
    private static final String APPENDING = """
            set synchronous_commit = on; set plan_cache_mode = force_generic_plan; set lock_timeout = '5s';
            select set_config(name, 'lz4', false) from pg_settings
            where name = 'default_toast_compression' and 'lz4' = any (enumvals);
            select length(repeat('x', 8000000))
            """;

    static final String RELAYING = APPENDING + "; set enable_seqscan = off; set enable_bitmapscan = off";
    private static final String KEEPING =
            "set synchronous_commit = on; set lock_timeout = '2s'; set statement_timeout = '5s'";

    private final Vertx vertx;
    private final Context context;
    private final JournalSettings settings;
    private final Names names = new Names();
    private final Census census;
    private final Appender appender;
    private final LaneKeeper keeper;
    private final Aftermath aftermath;
    private final Tenancy tenancy;
    private final Reader reader;
    private final Heartbeat heartbeat;
    private final Partitions partitions;
    private final AppendWires appendWires;
    private final List<Wire> wires;

    /**
     * @param database where it is; the journal makes three connections of its own, and one for each event loop that appends, at most four
     * @param follower hears of everything that is to be relayed
     * @param time this machine's clock
     */
    public Journal(
            Vertx vertx,
            PgConnectOptions database,
            JournalSettings settings,
            Routes routes,
            Follower follower,
            InstantSource time,
            MeterRegistry registry) {
        this.vertx = vertx;
        ContextInternal home = ((VertxInternal) vertx).createEventLoopContext();
        this.context = home;
        this.settings = settings;
        LaneClock clock = new LaneClock(time);
        JournalMeters meters = new JournalMeters(registry, clock);
        Wire keepWire = new Wire(vertx, context, database, KEEPING);
        Wire settleWire = new Wire(vertx, context, database, RELAYING);
        Wire readWire = new Wire(vertx, context, database, RELAYING);
        this.appendWires = new AppendWires((VertxInternal) vertx, home, database, APPENDING);
        this.wires = List.of(settleWire, readWire, keepWire);
        this.census = new Census(keepWire, names, clock);
        this.partitions = new Partitions(vertx, context, keepWire, settings, clock);
        this.reader = new Reader(readWire, names);
        this.aftermath = new Aftermath(context, keepWire, names);
        this.tenancy = new Tenancy(vertx, context, settleWire, aftermath, follower, census::appending, meters);
        Gathering gathering = new Gathering(census::appending);
        FanOut fanOut = new FanOut(routes, names);
        this.appender = new Appender(appendWires, settings, gathering, names, fanOut, tenancy, clock, meters);
        LaneStore store =
                new LaneStore(keepWire, UUID.randomUUID(), settings.lease().toMillis());
        this.keeper = new LaneKeeper(vertx, context, store, tenancy);
        this.heartbeat = new Heartbeat(
                vertx,
                context,
                settings,
                appender,
                keeper,
                census,
                reader,
                follower,
                partitions,
                aftermath,
                this::tick);
        tenancy.host(appender, keeper);
        meters.deployment(keeper, census);
    }

    /** Gives everything configured its number; comes before {@link #start}. */
    public Future<Names> know(Collection<String> sources, Collection<String> targets) {
        return here(() ->
                partitions.ahead().compose(v -> census.know(sources, targets)).map(v -> names));
    }

    /** Takes a lane; from then on the journal appends and the follower is fed. */
    public Future<Void> start() {
        return here(() -> census.look().compose(found -> keeper.start()).map(lane -> heartbeat.start()));
    }

    /** Stops taking arrivals, waits for what is under way, lets the lanes go. */
    public Future<Void> stop() {
        return here(() -> {
            heartbeat.stop();
            appender.close(Receipt.Reason.NO_LANE);
            return keeper.stop().eventually(this::hangUp);
        });
    }

    private Future<Void> hangUp() {
        List<Future<Void>> ends =
                new ArrayList<>(wires.stream().map(Wire::close).toList());
        ends.add(appendWires.close());
        return Future.join(ends).mapEmpty();
    }

    private void tick(long nanos) {
        wires.forEach(wire -> wire.tick(nanos));
        appendWires.tick(nanos);
    }

    /** Appends an arrival. The receipt comes on the calling context, after the commit or with the reason why not. */
    public void append(Arrival arrival, Consumer<Receipt> answer) {
        ContextInternal caller = ((VertxInternal) vertx).getOrCreateContext().unwrap();
        long deadline = System.nanoTime() + settings.answerWithin().toNanos();
        appender.add(new Pending(arrival, deadline, caller, answer));
    }

    /** Ready messages of a target past {@code after}; empty when there are none. May hold fewer than {@code limit} with more to come. */
    public Future<List<Message>> ready(Lane lane, int target, long after, int limit) {
        return here(() -> reader.ready(lane, target, after, limit));
    }

    /** Writes what became of an attempt; ignored when the lane is ours no more. */
    public void settle(Lane lane, Settlement settlement) {
        Settler settler = tenancy.settler(lane);
        if (settler != null) {
            settler.add(settlement);
        }
    }

    /** Gives a target nothing more, on any replica, until it is resumed. */
    public void pause(int target, String why) {
        context.runOnContext(v -> census.pause(target, why));
    }

    /**
     * Marks gaps of these sources as filled late when the vendor pushes after all what a pull had brought.
     *
     * @param sources all of them, each time
     */
    public void expectLatePushes(Set<String> sources) {
        aftermath.expect(sources);
    }

    /** Whether everything handed to {@link #settle} is written. */
    public boolean settled() {
        return tenancy.settled();
    }

    /** Whether arrivals can be committed just now. */
    public boolean open() {
        return keeper.holdsOwn();
    }

    /** Numbers of sources and targets; complete once {@link #know} has answered. */
    public Names names() {
        return names;
    }

    /** Runs a step on the journal's context and answers on the caller's. */
    private <T extends @Nullable Object> Future<T> here(Supplier<Future<T>> step) {
        Promise<T> answer = ((VertxInternal) vertx).getOrCreateContext().promise();
        context.runOnContext(v -> step.get().onComplete(answer));
        return answer.future();
    }
}
