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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A configuration that would let forgeries in stops the start, and says which key is wrong: C41, C42. */
class RefusedStartIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String GOOD = "CANARY-good-secret-of-thirty-two-bytes";

    /**
     * One wrong configuration.
     *
     * @param source the inside of the source's mapping
     * @param names what the log must name
     */
    private record Wrong(String what, String source, String names) {}

    @TestFactory
    Stream<DynamicTest> aWrongSourceStopsTheStart() {
        return Stream.of(
                        new Wrong("an empty secret", "vendor: stripe, secrets: [\"\"]", "secrets"),
                        new Wrong("no secret", "vendor: stripe, secrets: []", "secrets"),
                        new Wrong("a short secret", "vendor: stripe, secrets: [\"CANARY-short\"]", "secrets"),
                        new Wrong(
                                "a secret from nowhere",
                                "vendor: stripe, secrets: [\"env:NOT_SET_ANYWHERE\"]",
                                "secrets"),
                        new Wrong("an unknown vendor", "vendor: nobody, secrets: [\"" + GOOD + "\"]", "vendor"),
                        new Wrong("no vendor", "secrets: [\"" + GOOD + "\"]", "vendor"),
                        new Wrong(
                                "an unknown key",
                                "vendor: stripe, secrets: [\"" + GOOD + "\"], verify: false",
                                "verify"))
                .map(wrong -> DynamicTest.dynamicTest(wrong.what(), () -> stops(wrong)));
    }

    private static void stops(Wrong wrong) throws IOException {
        try (WorkDir dir = WorkDir.create("refused");
                Service service = new Service(dir.path(), new ServiceSettings().source("wrong", wrong.source()))) {
            service.launch();
            assertNotEquals(0, service.exitCode(LIMIT));
            String log = Files.readString(service.log());
            assertTrue(log.contains("holdfast.sources.wrong"), () -> "the log does not name the source:\n" + log);
            assertTrue(log.contains(wrong.names()), () -> "the log does not name the key:\n" + log);
            assertFalse(log.contains("CANARY"), () -> "the log shows a secret:\n" + log);
        }
    }
}
