package dev.holdfast.ops;

import dev.holdfast.overload.Level;
import dev.holdfast.overload.Overload;
import dev.holdfast.overload.StandingLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Measures what {@link Overload} decides by, and tells of its levels: a gauge, and a line for each change. */
@Singleton
public final class OverloadWatch {
    private static final Logger LOG = Logger.getLogger(OverloadWatch.class);
    private static final long LOOK_MILLIS = 25;

    /** A second: what is over sooner was a pause. */
    private static final int LOOKS_A_WHILE = 40;

    private final Vertx vertx;
    private final MeterRegistry meters;
    private final Overload overload = new Overload(OverloadWatch::tell, System.nanoTime());
    private final StandingLag lag = new StandingLag(LOOKS_A_WHILE);
    private final List<Probe> probes = new ArrayList<>();

    private long timer = -1;

    OverloadWatch(Vertx vertx, MeterRegistry meters) {
        this.vertx = vertx;
        this.meters = meters;
    }

    /** A task for one event loop, and when it came to it. */
    private static final class Probe {
        private final EventExecutor loop;
        private volatile long askedAt;
        private volatile long lag = -1;

        Probe(EventExecutor loop) {
            this.loop = loop;
        }

        /** What is known of it; asks again when it has answered. */
        long look(long nanos) {
            long known = lag;
            if (known < 0 && askedAt != 0) {
                return nanos - askedAt;
            }
            askedAt = nanos;
            lag = -1;
            loop.execute(() -> lag = System.nanoTime() - askedAt);
            return Math.max(0, known);
        }
    }

    @Produces
    @Singleton
    Overload overload() {
        return overload;
    }

    void start(@Observes @Priority(50) StartupEvent event) {
        Gauge.builder("holdfast.overload.level", overload, o -> o.level().ordinal())
                .register(meters);
        Gauge.builder("holdfast.overload.under.way", overload, Overload::underWay)
                .register(meters);
        Gauge.builder("holdfast.overload.room", overload, Overload::room).register(meters);
        Gauge.builder("holdfast.overload.events.under.way", overload, Overload::eventsUnderWay)
                .register(meters);
        Gauge.builder("holdfast.overload.events.room", overload, Overload::eventsRoom)
                .register(meters);
        ((VertxInternal) vertx).getEventLoopGroup().forEach(loop -> probes.add(new Probe(loop)));
        timer = vertx.setPeriodic(LOOK_MILLIS, t -> look());
    }

    /** Event loops that end take no more probes. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        long now = System.nanoTime();
        long worst = probes.stream().mapToLong(probe -> probe.look(now)).max().orElse(0);
        overload.tick(now, lag.see(worst));
    }

    private static void tell(Level before, Level now) {
        if (now.compareTo(before) > 0) {
            LOG.warnf("overload: %s, was %s", now, before);
        } else {
            LOG.infof("overload: %s, was %s", now, before);
        }
    }
}
