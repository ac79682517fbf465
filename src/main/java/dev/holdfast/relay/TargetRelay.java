package dev.holdfast.relay;

import dev.holdfast.journal.Journal;
import dev.holdfast.journal.Lane;
import dev.holdfast.journal.Message;
import dev.holdfast.journal.Settlement;
import dev.holdfast.target.Answer;
import dev.holdfast.target.Limits;
import dev.holdfast.target.Outgoing;
import dev.holdfast.target.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one target: take what is ready, send, judge, settle; its own thread, limits and breaker, so that it slows no
 * other.
 *
 * <p>Everything runs on the target's context.
 */
final class TargetRelay {
    private static final Logger LOG = Logger.getLogger(TargetRelay.class);

    /** Answered and not yet settled, at most: what a crash may send again beside what is under way. */
    private static final int UNSETTLED = 512;

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final Journal journal;
    private final Target target;
    private final int number;
    private final RetryPolicy policy;
    private final Limits limits;
    private final Claims claims;
    private final LongSupplier nanos;
    private final AttemptLog log;
    private final Map<Lane, Feed> feeds = new LinkedHashMap<>();
    private final List<Feed> order = new ArrayList<>();
    private final Backlog backlog = new Backlog();
    private int turn;
    private volatile boolean paused;
    private boolean closed;
    private boolean pumping;
    private boolean timed;

    TargetRelay(
            Vertx vertx,
            Context context,
            Journal journal,
            Target target,
            RetryPolicy policy,
            Claims claims,
            LongSupplier nanos,
            AttemptLog log) {
        this.vertx = vertx;
        this.context = context;
        this.journal = journal;
        this.target = target;
        this.number = journal.names().targetNumber(target.settings().name());
        this.policy = policy;
        this.limits = new Limits(target.settings(), nanos.getAsLong());
        this.claims = claims;
        this.nanos = nanos;
        this.log = log;
    }

    void taken(Lane lane) {
        Feed feed = new Feed(lane);
        feeds.put(lane, feed);
        order.add(feed);
        pump();
    }

    void offered(Lane lane, List<Message> messages) {
        with(lane, claims.takesOffers() ? feed -> feed.offer(messages) : feed -> feed.passBy(messages));
    }

    void rewound(Lane lane, long after) {
        with(lane, feed -> feed.rewind(after));
    }

    void settled(Lane lane, List<Settlement> batch) {
        with(lane, feed -> batch.forEach(settlement -> settledOne(feed, settlement)));
    }

    private void settledOne(Feed feed, Settlement settlement) {
        if (settlement.target() == number) {
            feed.settled(settlement.eventId());
        }
    }

    void lost(Lane lane) {
        order.remove(feeds.remove(lane));
    }

    void lookedAround(int replicas, boolean nowPaused) {
        limits.replicas(replicas);
        paused = nowPaused;
        pump();
    }

    /** Sends nothing more. */
    void close() {
        closed = true;
    }

    /** Attempts under way. */
    int underWay() {
        return limits.inFlight();
    }

    /** Whether the target gets nothing until it is resumed. */
    boolean isPaused() {
        return paused;
    }

    Backlog backlog() {
        return backlog;
    }

    private void with(Lane lane, Consumer<Feed> step) {
        Feed feed = feeds.get(lane);
        if (feed != null) {
            step.accept(feed);
            pump();
        }
    }

    /** Sends while there is something to send and leave to send it. An answer that comes at once does not nest. */
    private void pump() {
        if (!pumping) {
            pumping = true;
            try {
                while (sendNext()) {
                    // the next one
                }
            } finally {
                pumping = false; // a fault must not stop the target for good
            }
            backlog.look(order);
            order.forEach(this::readWhenBehind);
        }
    }

    private boolean sendNext() {
        Feed feed = closed || paused ? null : nextFeed();
        if (feed == null) {
            return false;
        }
        long openFor = target.breakerOpenFor().toMillis();
        if (openFor > 0) {
            lookAgainIn(openFor);
            return false;
        }
        if (!feed.lane.mayAct()) {
            lookAgainIn(LOOK_AGAIN_MILLIS);
            return false;
        }
        long wait = limits.take(nanos.getAsLong());
        if (wait > 0) {
            if (wait < Long.MAX_VALUE) {
                lookAgainIn(1 + wait / 1_000_000);
            }
            return false;
        }
        Message message = feed.poll();
        if (message == null) {
            limits.done();
            return false;
        }
        send(feed, message);
        return true;
    }

    private @Nullable Feed nextFeed() {
        for (int i = 0; i < order.size(); i++) {
            turn = (turn + 1) % order.size();
            Feed feed = order.get(turn);
            if (!feed.isEmpty() && feed.unsettled() < UNSETTLED) {
                return feed;
            }
        }
        return null;
    }

    private void send(Feed feed, Message message) {
        Outgoing outgoing = new Outgoing(message.event(), message.attempts() + 1);
        attempt(outgoing).subscribe().with(answer -> answered(feed, outgoing, message, answer));
    }

    /** A target that throws is an answer like any other: its place and its message must come back. */
    private Uni<Answer> attempt(Outgoing outgoing) {
        try {
            return target.send(outgoing).onFailure().recoverWithItem(TargetRelay::fault);
        } catch (RuntimeException e) {
            return Uni.createFrom().item(fault(e));
        }
    }

    private static Answer fault(Throwable e) {
        LOG.error("a target failed instead of answering", e);
        return new Answer(
                Answer.Kind.CONNECTION,
                0,
                null,
                0,
                "our own fault: " + e.getClass().getSimpleName());
    }

    private void answered(Feed feed, Outgoing outgoing, Message message, Answer answer) {
        limits.done();
        Verdict verdict = policy.judge(answer, outgoing.attempt());
        if (verdict instanceof Verdict.NotSent) {
            feed.putBack(message);
            lookAgainIn(Math.max(1, target.breakerOpenFor().toMillis()));
        } else {
            feed.answered();
            log.attempt(target.settings().name(), outgoing, answer, verdict);
            settle(feed.lane, outgoing, answer, verdict);
            pump();
        }
    }

    private void settle(Lane lane, Outgoing outgoing, Answer answer, Verdict verdict) {
        journal.settle(lane, Settling.of(number, outgoing, answer, verdict));
        if (verdict instanceof Verdict.Pause pause) {
            paused = true;
            journal.pause(number, pause.reason());
        }
    }

    private void readWhenBehind(Feed feed) {
        if (feed.wantsRead() && !closed && !paused && feed.lane.mayAct()) {
            read(feed, claims.nanosUntilRead(nanos.getAsLong()));
        }
    }

    private void read(Feed feed, long wait) {
        if (wait > 0) {
            lookAgainIn(1 + wait / 1_000_000);
        } else {
            journal.ready(feed.lane, number, feed.read(), claims.begin(nanos.getAsLong()))
                    .onSuccess(found -> found(feed, found))
                    .onFailure(failure -> notFound(feed));
        }
    }

    private void found(Feed feed, List<Message> messages) {
        feed.found(messages);
        pump();
    }

    private void notFound(Feed feed) {
        feed.notFound();
        lookAgainIn(LOOK_AGAIN_MILLIS);
    }

    private void lookAgainIn(long millis) {
        if (!timed) {
            timed = true;
            vertx.setTimer(millis, t -> context.runOnContext(v -> lookAgain()));
        }
    }

    private void lookAgain() {
        timed = false;
        pump();
    }
}
