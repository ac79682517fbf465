package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there with nothing in it stops the start: as a default it would be a database or a door that nobody asked for. */
class EmptyValuesTest {
    private static final String SIGNING = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String ROUTED = """
            sources: { s: { vendor: stripe } }
            targets: { t: { url: 'http://h', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' } }
            routes: { r: { %s } }
            """;

    private static final List<String> NO_ROLES =
            List.of("holdfast.roles: is empty; allowed: at least one entry, or neither the key nor its variable");

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "'${DB_URL:}'", "'${EMPTY}'"})
    void aDatabaseWithoutAnAddressIsNotTheEmbeddedOne(String url) {
        assertEquals(
                List.of("holdfast.database.url: is empty; allowed: a value, or neither the key nor its variable"),
                mistakes("database: { url: " + url + " }", Map.of("EMPTY", "")));
    }

    @Test
    void aVariableThatIsEmptyIsNotOneThatIsNotSet() {
        String url = "database: { url: 'postgresql://u:p@h/d' }";
        assertEquals(
                List.of("holdfast.database.url: is empty; allowed: a value, or neither the key nor its variable"),
                mistakes("data-dir: data", Map.of("HOLDFAST_DATABASE_URL", "")));
        assertEquals(1, mistakes(url, Map.of("HOLDFAST_DATABASE_URL", "")).size());
        assertNull(settings("data-dir: data", Map.of()).database());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data-dir: ''",
                "demo: ''",
                "admin: { host: '' }",
                "admin: { port: '${PORT:}' }",
                "journal: { lease: '' }",
                "log: { lines: '' }",
                "shutdown: { drain: '' }",
                "sources: { s: { vendor: '' } }",
                "sources: { s: { vendor: stripe, public-url: '' } }",
                "sources: { s: { vendor: stripe, secrets: [''] } }",
                "sources: { s: { vendor: stripe, secrets: [a, '${OLD:}', b] } }",
                "sources: { s: { vendor: stripe, secrets: 'a, ,b' } }",
            })
    void noValueIsEmptyAndNoEntryOfAList(String part) {
        List<String> lines = mistakes(part, Map.of());
        assertEquals(1, lines.size(), lines::toString);
        assertEquals("is empty", lines.get(0).replaceAll("^holdfast\\.\\S+: (.*); allowed: .*", "$1"));
    }

    /** It names nothing that could take the entries' place, and nobody would see that they still count. */
    @Test
    void anEmptyVariableDoesNotHideAList() {
        assertEquals(
                List.of("holdfast.sources.s.secrets: is empty; allowed: at least one entry, or neither the key nor its"
                        + " variable"),
                mistakes(
                        "sources: { s: { vendor: stripe, secrets: [a, b] } }",
                        Map.of("HOLDFAST_SOURCES_S_SECRETS", "")));
    }

    /** Its attempts would be relayed without a signature. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret: ''",
                "secret: '${BILLING_WHSEC:}'",
                "secret: '${EMPTY}'",
                "secret: 'env:EMPTY'",
                "secrets: []",
                "secrets: ''",
                "secrets: ','",
                "secrets: ['']",
                "secrets: '${EMPTY}'",
                "secrets: ['${EMPTY}']",
            })
    void noTargetIsWithoutASecret(String secret) {
        List<String> lines = mistakes("targets: { t: { url: 'http://h', " + secret + " } }", Map.of("EMPTY", ""));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("holdfast.targets.t.secret"), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOLDFAST_TARGETS_T_SECRET", "HOLDFAST_TARGETS_T_SECRETS"})
    void noVariableTakesATargetsSecretAway(String variable) {
        for (String target : List.of("", ", secret: '" + SIGNING + "'", ", secrets: ['" + SIGNING + "']")) {
            List<String> lines = mistakes("targets: { t: { url: 'http://h'" + target + " } }", Map.of(variable, ""));
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.get(0).startsWith("holdfast.targets.t.secret"), lines::toString);
        }
    }

    /** Without a source or a target nothing would be relayed, without a type everything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from  | from: [], to: [t]",
                "to    | from: [s], to: []",
                "to    | from: [s], to: '${TARGETS:}'",
                "to    | from: [s], to: ','",
                "to[0] | from: [s], to: ['${EMPTY}']",
                "to[1] | from: [s], to: [t, '${EMPTY}']",
                "types | from: [s], to: [t], types: []",
                "types | from: [s], to: [t], types: '${TYPES:}'",
                "types | from: s, to: t, types: '${EMPTY}'",
            })
    void noPartOfARouteIsEmpty(String key, String route) {
        List<String> lines = mistakes(ROUTED.formatted(route), Map.of("EMPTY", ""));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("holdfast.routes.r." + key + ": is empty; "), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM", "TYPES", "TO"})
    void noVariableTakesAPartOfARouteAway(String part) {
        List<String> lines =
                mistakes(ROUTED.formatted("from: [s], types: [a], to: [t]"), Map.of("HOLDFAST_ROUTES_R_" + part, ""));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains(": is empty; "), lines::toString);
    }

    /** Every role is what a replica has that is told nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "''", "'${ROLES:}'", "','"})
    void noRoleIsNotEveryRole(String roles) {
        assertEquals(NO_ROLES, mistakes("roles: " + roles, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-dir: data", "roles: [relay]"})
    void noVariableTakesTheRolesAway(String part) {
        assertEquals(NO_ROLES, mistakes(part, Map.of("HOLDFAST_ROLES", "")));
    }

    @Test
    void whatHasNothingBehindItsColonIsNotThere() {
        assertNull(settings("database: { url: }", Map.of()).database());
    }

    @Test
    void mappingsListsAndWhatHasNamesOfItsOwnMayBeEmpty() {
        Settings settings = settings("""
                sources:
                  s: { vendor: stripe, secrets: [], signatures: , params: { a: '' }, credentials: { b: '' },
                       reconcile: { lists: [], types: '', remembers: { c: '' } } }
                targets: { t: { url: 'http://h', secret: '%s', retries: [] } }
                routes: {}
                admin:
                secret: { master-keys: [] }
                egress: { gateways: '' }
                """.formatted(SIGNING), Map.of());
        assertEquals(List.of(), settings.sources().get("s").secrets());
    }

    private static List<String> mistakes(String part, Map<String, String> environment) {
        return assertThrows(WrongConfiguration.class, () -> settings(part, environment))
                .lines();
    }

    private static Settings settings(String part, Map<String, String> environment) {
        return Configured.with("holdfast:\n" + part.indent(2), environment);
    }
}
