package dev.holdfast.corpus;

import dev.holdfast.process.Postgres;
import dev.holdfast.process.Service;
import dev.holdfast.process.ServiceSettings;
import dev.holdfast.process.WorkDir;
import java.util.function.UnaryOperator;

/** A packaged service with every scheme of the corpus, on a PostgreSQL of its own. */
record HostileService(WorkDir dir, Postgres postgres, Service service) implements AutoCloseable {
    static HostileService start(String name) {
        return start(name, settings -> settings);
    }

    /** The same with other settings. */
    static HostileService start(String name, UnaryOperator<ServiceSettings> more) {
        WorkDir dir = WorkDir.create(name);
        Postgres postgres = Postgres.start(dir.path());
        ServiceSettings settings = more.apply(HostileSettings.of(postgres.database()));
        return new HostileService(dir, postgres, new Service(dir.sub("service"), settings).start());
    }

    @Override
    public void close() {
        service.close();
        postgres.close();
        dir.close();
    }
}
