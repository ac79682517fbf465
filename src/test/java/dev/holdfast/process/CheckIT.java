package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the packaged jar: what they say, what they end with, and that they start nothing. */
class CheckIT {
    private static final String SECRET = "CANARY-secret-of-thirty-two-bytes";
    private static final String GOOD = """
            holdfast:
              sources:
                stripe-live: { vendor: stripe, secrets: ["%s"] }
              targets:
                billing: { url: "http://billing:8080/hooks", secret: "whsec_aG9sZGZhc3QtdGVzdC10YXJnZXQtc2VjcmV0LTAx" }
              routes:
                all: { from: [stripe-live], types: ["*"], to: [billing] }
            """.formatted(SECRET);
    private static final long AT = 1_700_000_000L;

    /** Generous: a machine that tests is busy. */
    private static final Duration QUICK = Duration.ofSeconds(15);

    private WorkDir dir;

    @BeforeEach
    void open() {
        dir = WorkDir.create("check");
    }

    @AfterEach
    void close() {
        dir.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = dir.path().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Checked check(String... arguments) {
        Checked checked = Checked.run(dir.path(), Map.of(), arguments);
        assertFalse(checked.said().contains("CANARY"), checked::said);
        return checked;
    }

    @Test
    void aConfigurationThatHoldsIsSummedUpAndNothingIsStarted() throws IOException {
        write("config/application.yaml", GOOD);
        Checked checked = check("check", "config");
        assertEquals(0, checked.status(), checked::said);
        assertTrue(checked.said().contains("stripe-live (stripe)"), checked::said);
        assertTrue(checked.said().contains("application.yaml"), checked::said);
        assertTrue(checked.took().compareTo(QUICK) < 0, () -> "took " + checked.took());
        try (Stream<Path> files = Files.list(dir.path())) {
            assertEquals(
                    List.of("config", "stderr.txt"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void everyMistakeOfAConfigurationIsALine() throws IOException {
        write(
                "config/application.yaml",
                GOOD.replace(SECRET, "CANARY-short")
                        .replace("to: [billing]", "to: [biling]")
                        .replace("targets:", "tagets: { a: 1 }\n  targets:"));
        Checked checked = check("check", "config");
        assertEquals(1, checked.status(), checked::said);
        for (String key :
                List.of("holdfast.sources.stripe-live.secrets[0]", "holdfast.routes.all", "holdfast.tagets")) {
            assertEquals(
                    1,
                    checked.out().stream().filter(line -> line.startsWith(key)).count(),
                    checked::said);
        }
        assertEquals(3, checked.out().size(), checked::said);
    }

    @Test
    void everyMistakeOfEveryPageIsALine() throws IOException {
        write("config/application.yaml", GOOD);
        write("config/vendors/one.yaml", "title: One\nsignature: { scheme: none }\n");
        write("config/vendors/two.yaml", "titel: Two\n");
        Checked checked = check("check", "config");
        assertEquals(1, checked.status(), checked::said);
        assertTrue(checked.said().contains("one.yaml:2:"), checked::said);
        assertTrue(checked.said().contains("two.yaml:1:"), checked::said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chek",
                "check",
                "check konfig",
                "check config twice",
                "check request",
                "check request saved.http",
                "check request --source",
                "check request --source stripe-live",
                "check request --source stripe-live --at noon saved.http",
                "check request --source stripe-live --verbose saved.http",
                "check request --source stripe-live saved.http saved.http",
                "check request --source stripe-live not-there.http",
                "--help"
            })
    void whatIsNoCommandGetsTheUsage(String command) throws IOException {
        write("config/application.yaml", GOOD);
        write("saved.http", "POST /webhooks/stripe-live HTTP/1.1\n\n{}");
        Checked checked = check(command.split(" "));
        assertEquals(2, checked.status(), checked::said);
        assertTrue(checked.err().contains("Usage:"), checked::said);
        assertEquals(List.of(), checked.out());
    }

    @Test
    void aRequestIsJudgedAsTheServiceWouldJudgeIt() throws IOException {
        write("config/application.yaml", GOOD);
        StripeSigner signer = new StripeSigner("stripe-live", SECRET, 200);
        byte[] body = signer.body("evt_1", "invoice.paid", AT);
        byte[] right = signer.request(body, AT).array();
        byte[] forged = right.clone();
        forged[forged.length - 8] ^= 1;

        save(right);
        String at = Long.toString(AT + 10);
        Checked good = check("check", "request", "--source", "stripe-live", "--at", at, "saved.http");
        assertEquals(0, good.status(), good::said);
        assertTrue(good.said().contains("type invoice.paid, id evt_1"), good::said);
        assertTrue(good.said().contains("answered 200"), good::said);

        String late = Instant.ofEpochSecond(AT + 301).toString();
        Checked stale = check("check", "request", "--source", "stripe-live", "--at", late, "saved.http");
        failed(stale, "time", "401");
        failed(check("check", "request", "--source", "stripe-live", "saved.http"), "time", "401");
        failed(check("check", "request", "--source", "stripe-test", "saved.http"), "source", "404");

        save(forged);
        Checked wrong = check("check", "request", "--source", "stripe-live", "--at", at, "saved.http");
        failed(wrong, "signature hmac: signature-mismatch", "401");
        assertFalse(wrong.said().contains(signer.signature(body, AT).substring(16)), wrong::said);

        save("GET /webhooks/stripe-live HTTP/1.1\n\n".getBytes(StandardCharsets.UTF_8));
        failed(check("check", "request", "--source", "stripe-live", "saved.http"), "method", "405");
        save("nothing".getBytes(StandardCharsets.UTF_8));
        failed(check("check", "request", "--source", "stripe-live", "saved.http"), "file", "no request");
    }

    private void save(byte[] request) throws IOException {
        Files.write(dir.path().resolve("saved.http"), request);
    }

    private static void failed(Checked checked, String step, String end) {
        assertEquals(1, checked.status(), checked::said);
        assertTrue(checked.out().stream().anyMatch(line -> line.startsWith("FAILED   " + step)), checked::said);
        assertTrue(checked.out().get(checked.out().size() - 1).contains(end), checked::said);
    }
}
