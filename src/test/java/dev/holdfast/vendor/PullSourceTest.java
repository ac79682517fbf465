package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.vendor.pull.Contract;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source gives to the pull side of its page, held against what the page asks for. */
class PullSourceTest {
    private static final String PAGE = """
            title: Small
            signature: { scheme: equals, value: header:X-Key, weakness: a token only }
            event: { id: body:/id, type: body:/type }
            params:
              org: { pattern: "[a-z]+" }
              kinds: { list: "[a-z./?]+" }
              marks: { list: "[a-z]+", default: [] }
              tables: { rows: { name: "[a-z]+", path: "[a-z0-9]+" } }
              stores: { rows: { name: "[a-z]+" }, default: [{ name: main }] }
            pull:
              base-url: "https://{param:org}.example.com"
              auth:
                - { scheme: bearer, token: credential:api-key }
                - { scheme: basic, user: credential:user, password: credential:password }
              lists:
                kinds:
                  for-each: kinds
                  request: GET /k/{each}
                  scan: { by: { at: item:/at, format: iso } }
                  items: page:/data
                  delivery: { body: item }
                tables:
                  for-each: tables
                  request: GET /t/{each:path}
                  query: { marks: "{param:marks}" }
                  scan: { by: { at: item:/at, format: iso } }
                  items: page:/data
                  delivery: { body: item }
                stores:
                  for-each: stores
                  request: GET /s/{each:name}
                  scan: { by: { at: item:/at, format: iso } }
                  items: page:/data
                  delivery: { body: item }
            """;
    private static final Map<String, Object> GIVEN =
            Map.of("org", "acme", "kinds", List.of("deal"), "tables", List.of(Map.of("name", "t", "path", "0")));

    private static Contract open(Map<String, Object> params, URI base, Set<String> lists, String... credentials) {
        return Pull.open(
                Vendor.read("small", "small.yaml", PAGE),
                new PullSource("src", params, base, lists, Set.of(credentials)));
    }

    private static List<String> mistakes(
            Map<String, Object> params, URI base, Set<String> lists, String... credentials) {
        return assertThrows(Misconfigured.class, () -> open(params, base, lists, credentials)).mistakes().stream()
                .map(mistake -> mistake.key().replace("holdfast.sources.src.", "") + ": " + mistake.fault() + "; "
                        + mistake.allowed())
                .sorted()
                .toList();
    }

    private static List<String> paramMistakes(String name, Object value) {
        Map<String, Object> params = new HashMap<>(GIVEN);
        params.put(name, value);
        return mistakes(params, null, Set.of(), "api-key");
    }

    @Test
    void whatIsGivenIsWhatIsAskedFor() {
        Contract contract = open(GIVEN, null, Set.of(), "api-key");
        assertEquals(URI.create("https://acme.example.com"), contract.base());
        assertEquals(Set.of("kinds", "tables", "stores"), contract.walks().keySet());
        assertEquals("/k/deal", path(contract, "kinds"));
        assertEquals("/t/0", path(contract, "tables"));
        assertEquals("/s/main", path(contract, "stores"));
    }

    private static String path(Contract contract, String list) {
        var walk = contract.walk(list);
        return walk.next(walk.begin(SmallPull.HOUR), Map.of()).uri().getPath();
    }

    @Test
    void whatIsMissingIsToldAllAtOnce() {
        assertEquals(
                List.of(
                        "params.kinds: is missing; a list of what matches [a-z./?]+",
                        "params.org: is missing; what matches [a-z]+",
                        "params.tables: is missing; rows of name, path",
                        "reconcile.credentials.api-key: is missing; a secret, or instead user and password"),
                mistakes(Map.of(), null, Set.of()));
    }

    @Test
    void onlyTheListsThatAreReadAskForAnything() {
        Contract contract = open(Map.of("org", "acme"), null, Set.of("stores"), "api-key");
        assertEquals(Set.of("stores"), contract.walks().keySet());
    }

    @Test
    void theFirstWayWhoseCredentialsAreThereIsTaken() {
        assertEquals(
                Set.of("user", "password"),
                Set.copyOf(open(GIVEN, null, Set.of(), "user", "password").credentials()));
        assertEquals(
                Set.of("api-key"),
                Set.copyOf(open(GIVEN, null, Set.of(), "api-key", "user").credentials()));
    }

    @Test
    void whatThePageDoesNotKnowIsTold() {
        assertEquals(
                List.of("params.orgs: is no parameter of Small; org, kinds, marks, tables, stores"),
                paramMistakes("orgs", "x").stream()
                        .map(line -> line.replaceAll("; .*", "; org, kinds, marks, tables, stores"))
                        .toList());
        assertEquals(
                List.of("reconcile.lists: 'deals' is no list of Small; kinds, tables, stores"),
                mistakes(GIVEN, null, Set.of("deals", "kinds"), "api-key"));
    }

    @Test
    void aValueFitsItsPatternAndStaysInItsPlace() {
        assertEquals(
                List.of("params.org: 'ACME' does not fit; what matches [a-z]+"),
                paramMistakes("org", "ACME").stream().limit(1).toList());
        assertEquals(
                List.of("params.kinds: 'a/../b' could leave its place in a URL; without ? # % \\ .. and blanks"),
                paramMistakes("kinds", List.of("deal", "a/../b")));
        assertEquals(
                List.of("params.kinds: 'a?b' could leave its place in a URL; without ? # % \\ .. and blanks"),
                paramMistakes("kinds", List.of("deal", "a?b")));
        assertEquals(
                List.of("params.kinds: 'true' does not fit; what matches [a-z./?]+"),
                paramMistakes("kinds", List.of("deal", true)));
    }

    @Test
    void aListMayBeGivenAsItsOneElement() {
        Map<String, Object> params = new HashMap<>(GIVEN);
        params.put("kinds", "deal");
        params.put("tables", Map.of("name", "t", "path", 7));
        Contract contract = open(params, null, Set.of(), "api-key");
        assertEquals("/k/deal", path(contract, "kinds"));
        assertEquals("/t/7", path(contract, "tables"));
    }

    @Test
    void aRowHasExactlyItsColumns() {
        for (Object row : Stream.of("t", Map.of("name", "t"), Map.of("name", "t", "path", "0", "more", "x"))
                .toList()) {
            assertEquals(
                    List.of("params.tables: is no table; rows of name, path"),
                    paramMistakes("tables", List.of(Map.of("name", "t", "path", "0"), row)),
                    row.toString());
        }
        assertEquals(
                List.of("params.tables.path: '/' does not fit; what matches [a-z0-9]+"),
                paramMistakes("tables", List.of(Map.of("name", "t", "path", "/"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://h/", "https:///p", "https://u@h/", "https://h/?q", "https://h/#f", "mailto:a@b", "/path"})
    void aBaseUrlIsSchemeHostAndPath(String url) {
        assertEquals(
                List.of("reconcile.base-url: is no plain URL; scheme, host and path of the vendor's API"),
                mistakes(GIVEN, URI.create(url), Set.of(), "api-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/api", "https://sandbox.example.com"})
    void aSandboxIsTakenInPlaceOfThePages(String url) {
        assertEquals(
                URI.create(url),
                open(GIVEN, URI.create(url), Set.of(), "api-key").base());
    }
}
