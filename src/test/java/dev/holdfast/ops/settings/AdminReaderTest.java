package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code holdfast.admin}: a door of its own, and no token that is two. */
class AdminReaderTest {
    private static final String ALLOWED = ", too; allowed: a port of its own, whatever the hosts; or 0";

    @ParameterizedTest
    @CsvSource({"http, 127.0.0.1", "http, 0.0.0.0", "management, 127.0.0.1", "management, ''"})
    void theAdminApiSharesNoPortWithAnotherDoorWhateverTheHosts(String door, String host) {
        String admin = host.isEmpty() ? "" : "host: " + host + ", ";
        assertEquals(
                List.of("holdfast.admin.port: 8443 is quarkus." + door + ".port" + ALLOWED),
                mistakes(
                        "quarkus: { %s: { host: 10.0.0.7, port: 8443 } }".formatted(door),
                        "holdfast: { admin: { " + admin + "port: 8443 } }",
                        Map.of()));
    }

    @Test
    void itsUsualPortAndAVariableOfQuarkusCountToo() {
        assertEquals(
                List.of("holdfast.admin.port: 8081 is quarkus.http.port" + ALLOWED),
                mistakes("quarkus: { http: { port: 8080 } }", "", Map.of("QUARKUS_HTTP_PORT", "8081")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus: { http: { port: 0 }, management: { port: 0 } }|holdfast: { admin: { port: 0 } }",
                "quarkus: { http: { port: 8080 }, management: { port: 9000 } }|holdfast: { admin: { port: 8082 } }",
                "quarkus: { http: { port: 8081 } }|holdfast: { roles: [receive, relay] }",
                "quarkus: { http: { port: many }, management: { port: '${NOT_SET}' } }|holdfast: {}",
            })
    void aDoorThatIsNotOpenedTwiceIsNoMistake(String yaml) {
        Configured.with(yaml.replace('|', '\n'), Map.of());
    }

    /** Its holder would be the last by name, with that one's role. */
    @Test
    void twoHoldersHaveTwoTokens() {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assertEquals(
                List.of("holdfast.admin.tokens.root.sha256: is that of board, too; allowed: a token of its own for each"
                        + " name"),
                mistakes("", """
                        holdfast:
                          admin:
                            tokens:
                              root: { sha256: %s, role: admin }
                              board: { sha256: %s, role: viewer }
                        """.formatted(hash, hash.toUpperCase(Locale.ROOT)), Map.of()));
    }

    private static List<String> mistakes(String quarkus, String holdfast, Map<String, String> environment) {
        return assertThrows(
                        WrongConfiguration.class, () -> Configured.with(quarkus + "\n" + holdfast + "\n", environment))
                .lines();
    }
}
