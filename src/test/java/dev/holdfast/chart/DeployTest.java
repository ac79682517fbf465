package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What is in {@code deploy/}: the same doors, bounds and rights as the chart's. */
class DeployTest {
    private static final Pattern KEY = Pattern.compile("`(holdfast\\.[\\w.-]+)`");
    private static final Pattern VARIABLE = Pattern.compile("\\b(HOLDFAST_[A-Z_]+)\\b");

    /** Compose's own: what is put into the file, not into the service. */
    private static final Set<String> OF_COMPOSE = Set.of("HOLDFAST_DATABASE_PASSWORD", "HOLDFAST_IMAGE");

    private static final Path COMPOSE = Path.of("deploy", "compose.yaml");
    private static final Path UNIT = Path.of("deploy", "holdfast.service");

    @Test
    void everyVariableStandsForAKeyThatThereIs() throws IOException {
        Set<String> known = new TreeSet<>(OF_COMPOSE);
        Matcher key = KEY.matcher(Files.readString(Path.of("docs", "configuration.md")));
        while (key.find()) {
            known.add(key.group(1).replaceAll("[.-]", "_").toUpperCase(java.util.Locale.ROOT));
        }
        for (Path file : List.of(COMPOSE, UNIT)) {
            Set<String> named = new TreeSet<>();
            Matcher variable = VARIABLE.matcher(Files.readString(file));
            while (variable.find()) {
                named.add(variable.group(1));
            }
            assertFalse(named.isEmpty());
            named.removeAll(known);
            assertEquals(Set.of(), named, file::toString);
        }
    }

    @Test
    void composeOpensWebhooksToTheWorldAndNothingElse() throws IOException {
        Map<String, Object> service = service("holdfast");
        assertEquals(List.of("8080:8080", "127.0.0.1:8081:8081", "127.0.0.1:9000:9000"), service.get("ports"));
        assertFalse(service("database").containsKey("ports"));
        assertEquals(Boolean.TRUE, service.get("read_only"));
        assertEquals(List.of("ALL"), service.get("cap_drop"));
        assertEquals("10001:10001", service.get("user"));
        assertEquals("512m", service.get("mem_limit"));
        assertTrue(seconds(service.get("stop_grace_period")) >= 35);
        Map<?, ?> compose = new Yaml().load(Files.readString(COMPOSE));
        assertEquals(Set.of("database"), ((Map<?, ?>) compose.get("volumes")).keySet());
        assertTrue(service("database").get("command").toString().contains("synchronous_commit=on"));
    }

    @Test
    void theUnitGivesTimeToEndAndNoRights() throws IOException {
        Map<String, String> unit = new LinkedHashMap<>();
        for (String line : Files.readAllLines(UNIT)) {
            if (!line.startsWith("#") && line.indexOf('=') > 0) {
                unit.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        assertTrue(seconds(unit.get("TimeoutStopSec")) >= 35);
        assertEquals("mixed", unit.get("KillMode"), "PostgreSQL ends after the service, not beside it");
        assertEquals("78", unit.get("RestartPreventExitStatus"));
        assertEquals("143", unit.get("SuccessExitStatus"));
        assertEquals("true", unit.get("NoNewPrivileges"));
        assertEquals("", unit.get("CapabilityBoundingSet"));
        assertEquals("strict", unit.get("ProtectSystem"));
        assertTrue(List.of(unit.get("IPAddressDeny").split(" "))
                .containsAll(
                        List.of("169.254.0.0/16", "fd00:ec2::254/128", "fd20:ce::254/128", "64:ff9b::a9fe:0/112")));
        assertTrue(unit.get("ExecStart").contains("-Xmx300m -XX:+UseSerialGC"), "as the chart and the image have it");
    }

    @Test
    void systemdReadsTheUnitWithoutAWord(@TempDir Path directory) throws IOException, InterruptedException {
        Path program = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(program), "no systemd-analyze here");
        Path unit = Files.copy(UNIT, directory.resolve("holdfast.service"));
        Path said = directory.resolve("said");
        Process verify = new ProcessBuilder(program.toString(), "verify", unit.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(verify.waitFor(30, TimeUnit.SECONDS));
        assertEquals("", Files.readString(said));
        assertEquals(0, verify.exitValue());
    }

    /** The image's user has a name: PostgreSQL's programs ask for it. */
    @Test
    void theUserOfTheImageHasAName() throws IOException {
        String passwd = Files.readString(Path.of("src", "main", "jib", "etc", "passwd"));
        assertTrue(passwd.contains("\nholdfast:x:10001:10001:"), passwd);
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<quarkus.jib.user>10001:10001<"));
    }

    private static long seconds(Object text) {
        return Long.parseLong(text.toString().replaceAll("s$", ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> service(String name) throws IOException {
        Map<String, Map<String, Object>> compose = new Yaml().load(Files.readString(COMPOSE));
        return (Map<String, Object>) compose.get("services").get(name);
    }
}
