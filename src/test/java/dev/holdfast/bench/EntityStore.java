package dev.holdfast.bench;

import dev.holdfast.process.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.cfg.Configuration;
import org.hibernate.reactive.provider.ReactiveServiceRegistryBuilder;
import org.hibernate.reactive.stage.Stage;
import org.hibernate.reactive.vertx.VertxInstance;
import org.hibernate.reactive.vertx.impl.ProvidedVertxInstance;

/** Hibernate Reactive as its guide shows it: a session, a transaction and a persist for each request. */
final class EntityStore implements RowStore {
    /** Kept, so that its level is: what Hibernate says at a start is no figure. */
    private static final Logger QUIET = Logger.getLogger("org.hibernate");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    private final Stage.SessionFactory sessions;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);

    EntityStore(Vertx vertx, Database database) {
        Configuration configuration = new Configuration()
                .addResource("dev/holdfast/bench/bench-entity.xml")
                .setProperty(
                        "jakarta.persistence.jdbc.url",
                        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name())
                .setProperty("jakarta.persistence.jdbc.user", database.user())
                .setProperty("jakarta.persistence.jdbc.password", database.password())
                .setProperty("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect")
                .setProperty("hibernate.boot.allow_jdbc_metadata_access", "false")
                .setProperty("hibernate.connection.pool_size", Integer.toString(CONNECTIONS));
        this.sessions = configuration
                .buildSessionFactory(new ReactiveServiceRegistryBuilder()
                        .addService(VertxInstance.class, new ProvidedVertxInstance(vertx))
                        .applySettings(configuration.getProperties())
                        .build())
                .unwrap(Stage.SessionFactory.class);
    }

    @Override
    public Future<Void> add(String id, byte[] body) {
        BenchEvent event =
                new BenchEvent(ids.incrementAndGet(), "bench", "invoice.paid", id, OffsetDateTime.now(), body);
        return Future.fromCompletionStage(sessions.withTransaction((session, transaction) -> session.persist(event)));
    }
}
