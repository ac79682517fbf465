package dev.holdfast.corpus;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.process.Service;
import dev.holdfast.process.ServiceSettings;
import dev.holdfast.process.WorkDir;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A configuration that would let forgeries in stops the start, and says which key is wrong: C41, C42. */
class RefusedStartIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String GOOD = "CANARY-good-secret-of-thirty-two-bytes";

    /**
     * One wrong source.
     *
     * @param inside of the source's mapping
     * @param key that the log must name
     */
    private record Wrong(String name, String inside, String key) {}

    private static final List<Wrong> WRONG = List.of(
            new Wrong("empty-secret", "vendor: stripe, secrets: [\"\"]", "secrets"),
            new Wrong("no-secret", "vendor: stripe, secrets: []", "secrets"),
            new Wrong("short-secret", "vendor: stripe, secrets: [\"CANARY-short\"]", "secrets"),
            new Wrong("secret-from-nowhere", "vendor: stripe, secrets: [\"env:NOT_SET_ANYWHERE\"]", "secrets"),
            new Wrong("unknown-vendor", "vendor: nobody, secrets: [\"" + GOOD + "\"]", "vendor"),
            new Wrong("no-vendor", "secrets: [\"" + GOOD + "\"]", "vendor"),
            new Wrong("unknown-key", "vendor: stripe, secrets: [\"" + GOOD + "\"], verify: false", "verify"));

    @Test
    void wrongSourcesStopTheStartAndEachIsNamed() throws IOException {
        ServiceSettings settings = new ServiceSettings();
        WRONG.forEach(wrong -> settings.source(wrong.name(), wrong.inside()));
        String log = refused(settings);
        for (Wrong wrong : WRONG) {
            assertTrue(
                    log.lines()
                            .anyMatch(line ->
                                    line.contains("holdfast.sources." + wrong.name()) && line.contains(wrong.key())),
                    () -> "the log does not name the key of " + wrong.name() + ":\n" + log);
        }
    }

    @Test
    void anEmptySecretStopsTheStartByItself() throws IOException {
        String log = refused(new ServiceSettings().source("wrong", WRONG.get(0).inside()));
        assertTrue(log.contains("holdfast.sources.wrong.secrets"), log);
    }

    private static String refused(ServiceSettings settings) throws IOException {
        try (WorkDir dir = WorkDir.create("refused");
                Service service = new Service(dir.path(), settings)) {
            service.launch();
            assertNotEquals(0, service.exitCode(LIMIT));
            String log = Files.readString(service.log());
            assertFalse(log.contains("CANARY"), () -> "the log shows a secret:\n" + log);
            return log;
        }
    }
}
