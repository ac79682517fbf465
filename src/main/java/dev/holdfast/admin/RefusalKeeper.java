package dev.holdfast.admin;

import dev.holdfast.receive.Refusals;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Writes what was refused: once a second at most, at most {@value #ROWS_A_WRITE} rows, and only the newest
 * {@value #ROWS_KEPT} are kept. However many are refused, the database hears of it at this rate.
 */
@ApplicationScoped
public class RefusalKeeper {
    private static final Logger LOG = Logger.getLogger(RefusalKeeper.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final int ROWS_A_WRITE = 100;
    private static final int ROWS_KEPT = 10_000;
    private static final String FORGET = "delete from refusal where id <= (select max(id) from refusal) - " + ROWS_KEPT;

    private final Vertx vertx;
    private final Refusals refusals;
    private final Mutiny.SessionFactory sessions;
    private long timer = -1;

    RefusalKeeper(Vertx vertx, Refusals refusals, Mutiny.SessionFactory sessions) {
        this.vertx = vertx;
        this.refusals = refusals;
        this.sessions = sessions;
    }

    /** Begins. */
    public void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, t -> keep());
    }

    @PreDestroy
    void stop() {
        vertx.cancelTimer(timer);
    }

    private void keep() {
        List<Refusals.Refusal> taken = refusals.take();
        if (!taken.isEmpty()) {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(v -> write(taken).subscribe().with(done -> {}, RefusalKeeper::lost));
        }
    }

    private Uni<Integer> write(List<Refusals.Refusal> taken) {
        Object[] rows =
                taken.stream().limit(ROWS_A_WRITE).map(RefusalKeeper::row).toArray();
        return sessions.withStatelessTransaction(session -> session.insertAll(rows)
                .chain(() -> session.createNativeQuery(FORGET).executeUpdate()));
    }

    private static Refusal row(Refusals.Refusal refused) {
        Refusal row = new Refusal();
        row.at = refused.at();
        row.source = refused.source();
        row.cause = refused.cause();
        row.peer = refused.peer();
        row.bytes = refused.bytes();
        row.seen = refused.seen();
        return row;
    }

    /** The counters have them all the same. */
    private static void lost(Throwable failure) {
        LOG.debugf("refusals not kept: %s", failure.getMessage());
    }
}
