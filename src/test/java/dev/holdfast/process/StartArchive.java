package dev.holdfast.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The service's classes as a JVM keeps them in memory, written once for all process tests: each of their many starts costs a
 * second of a processor less.
 */
final class StartArchive {
    private static final Duration STOP = Duration.ofSeconds(60);

    private StartArchive() {}

    private static final class Written {
        static final String OPTION = "-XX:SharedArchiveFile=" + write();
    }

    /** The JVM's option to start from it. The first to ask waits until it is written. */
    static String option() {
        return Written.OPTION;
    }

    private static Path write() {
        WorkDir dir = WorkDir.create("start-archive");
        Runtime.getRuntime().addShutdownHook(new Thread(dir::close));
        Path archive = dir.path().resolve("service.jsa");
        ServiceSettings settings = new ServiceSettings().writes(archive).set("holdfast.shutdown.delay", "0s");
        try (Service service = new Service(dir.sub("service"), settings).start()) {
            service.stop(STOP);
        }
        return archive;
    }
}
