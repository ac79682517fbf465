package dev.holdfast.ops.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive when an event loop takes a task within two seconds; a dead database is no reason to be restarted. */
@Liveness
@ApplicationScoped
public class EventLoopLiveness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;

    EventLoopLiveness(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .<HealthCheckResponse>emitter(turned -> ((VertxInternal) vertx)
                        .createEventLoopContext()
                        .runOnContext(v -> turned.complete(HealthCheckResponse.up("event loop"))))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(HealthCheckResponse.down("event loop"));
    }
}
