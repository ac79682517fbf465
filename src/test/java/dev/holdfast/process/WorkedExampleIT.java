package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The worked example of {@code docs/vendor-pages.md}, done as it stands there: page, source, mistakes, request. */
class WorkedExampleIT {
    private static final String SECRET = "the secret that Acme shows";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    @Test
    void itWorksAsItIsWritten() throws IOException {
        String text = Files.readString(Path.of("docs/vendor-pages.md"));
        String example = text.substring(text.indexOf("## A vendor of your own"), text.indexOf("## Keys of a page"));
        List<MatchBlock> blocks = BLOCK.matcher(example)
                .results()
                .map(found -> new MatchBlock(found.group(1), found.group(2)))
                .toList();
        String page = first(blocks, "title: Acme Billing");
        String source = first(blocks, "acme-live:");
        String body = first(blocks, "POST /webhooks")
                .lines()
                .reduce((one, last) -> last)
                .orElseThrow();
        try (WorkDir dir = WorkDir.create("example")) {
            Path pages = dir.sub("config/vendors");
            Files.writeString(pages.resolve("acme-billing.yaml"), page);
            Files.writeString(dir.path().resolve("config/application.yaml"), source);
            Files.writeString(dir.path().resolve("acme.http"), request(body, SECRET));

            Map<String, String> acme = Map.of("ACME_SECRET", SECRET);
            assertEquals(
                    0,
                    Checked.run(dir.path(), acme, arguments(blocks, "check config"))
                            .status());
            says(
                    first(blocks, "ok       source"),
                    Checked.run(dir.path(), acme, arguments(blocks, "check request")),
                    0);
            Map<String, String> other = Map.of("ACME_SECRET", "another secret of enough bytes");
            says(first(blocks, "FAILED"), Checked.run(dir.path(), other, arguments(blocks, "check request")), 1);

            Map<String, String> brief = Map.of("ACME_SECRET", "short");
            says(
                    first(blocks, "holdfast.sources.acme-live.secrets[0]"),
                    Checked.run(dir.path(), brief, arguments(blocks, "check config")),
                    1);
            Files.writeString(
                    pages.resolve("acme-billing.yaml"),
                    page.replace("sha256", "md5").replace("{body}", "{boddy}"));
            says(
                    first(blocks, "signature.algorithm"),
                    Checked.run(dir.path(), acme, arguments(blocks, "check config")),
                    1);
        }
    }

    private record MatchBlock(String language, String text) {}

    private static String first(List<MatchBlock> blocks, String with) {
        return blocks.stream()
                .map(MatchBlock::text)
                .filter(text -> text.contains(with))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the example has no block with " + with));
    }

    /** What stands after the jar in the example's command. */
    private static String[] arguments(List<MatchBlock> blocks, String command) {
        Matcher line =
                Pattern.compile("quarkus-run\\.jar (" + command + ".*)").matcher(first(blocks, ".jar " + command));
        assertTrue(line.find());
        return line.group(1).strip().split(" ");
    }

    /** Every line of the page is said, whole or up to the sign that says that there is more. */
    private static void says(String lines, Checked checked, int status) {
        assertEquals(status, checked.status(), checked::said);
        for (String line : lines.strip().lines().toList()) {
            String start = line.endsWith("…") ? line.substring(0, line.length() - 1) : line;
            assertTrue(
                    checked.out().stream()
                            .anyMatch(said -> said.startsWith(start) && (!start.equals(line) || said.equals(line))),
                    () -> line + "\n  is not in\n" + checked.said());
        }
    }

    private static String request(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature =
                    HexFormat.of().formatHex(mac.doFinal(("1700000000." + body).getBytes(StandardCharsets.UTF_8)));
            return "POST /webhooks/acme-live HTTP/1.1\r\nContent-Type: application/json\r\nX-Acme-Signature: ts=1700000000,sig="
                    + signature + "\r\n\r\n" + body;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
