package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongConfigurationTest {
    @Test
    void allMistakesAreToldInOneRunAndNoneTwice() {
        List<String> lines = mistakes("""
                holdfast:
                  sources:
                    stripe-live: { vendor: strip, secret: whsec_canary, reconcile: { evry: 15m } }
                    Bad_Name: { vendor: stripe }
                  targets:
                    billing: { url: "ftp://x", timeout: 10x, max-in-flight: many, rate: 200 }
                  routes:
                    invoices: { from: [stripe-live, other], to: [biling] }
                  admin:
                    tokens: { ci: { sha256: token-canary, role: boss } }
                  journl: { batch-rows: 1 }
                """);
        assertEquals(
                List.of(
                        "holdfast.sources.Bad_Name: is no name; allowed: a-z, 0-9 and -, a letter first, at most 32 characters",
                        "holdfast.sources.stripe-live.vendor: \"strip\" is no vendor (did you mean stripe?); allowed: github, stripe",
                        "holdfast.targets.billing.url: \"ftp://x\" is no URL of this kind; allowed: http://host:port/path or https://…,"
                                + " without user, fragment, blanks or non-ASCII letters",
                        "holdfast.targets.billing.secret: is missing; allowed: a secret to sign with: whsec_… or whsk_…,"
                                + " or a reference such as env:NAME or file:PATH",
                        "holdfast.targets.billing.timeout: \"10x\" is no duration; allowed: a duration from 1s to 5m,"
                                + " written with ms, s, m, h or d, as in 10s or 1h30m",
                        "holdfast.targets.billing.max-in-flight: \"many\" is no number; allowed: a whole number from 1 to 10000",
                        "holdfast.targets.billing.rate: \"200\" is no rate; allowed: a number above 0 with /s, /m or /h, as in 200/s",
                        "holdfast.routes.invoices.from[1]: \"other\" is no source; allowed: stripe-live",
                        "holdfast.routes.invoices.to[0]: \"biling\" is no target (did you mean billing?); allowed: billing",
                        "holdfast.admin.tokens.ci.sha256: is no SHA-256; allowed: 64 hexadecimal digits, as printed by sha256sum",
                        "holdfast.admin.tokens.ci.role: \"boss\" is no role; allowed: viewer, operator, admin",
                        "holdfast.journl: is unknown (did you mean journal?); allowed: admin, data-dir, database, demo, egress,"
                                + " journal, log, roles, routes, secret, shutdown, sources, targets",
                        "holdfast.sources.stripe-live.reconcile.evry: is unknown (did you mean every?); allowed: account,"
                                + " base-url, budget-share, credentials, every, lag, lists, lookback, overlap, params, remembers, types",
                        "holdfast.sources.stripe-live.secret: is unknown (did you mean secrets?); allowed: credentials,"
                                + " freshness, max-body, params, public-url, reconcile, secrets, signatures, vendor"),
                lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database: { url: 'postgresql://u:canary@h@x/db' }              | has more than one @",
                "database: { url: 'postgresql://u:can%zzary@h/db' }             | has a % that is not followed",
                "database: { url: 'jdbc:postgresql://h/db?password=canary' }    | is a JDBC URL",
                "database: { url: 'postgresql://u:canary@h/db?ssl=true' }       | parameter that is unknown",
                "database: { url: 'postgresql://u:canary@h:0/db' }              | has a port that does not exist",
                "database: { url: 'postgresql://u:canary@h1,h2/db' }            | names more than one host",
                "targets: { t: { url: 'http://u:canary@h', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' } }   | has a user or an @",
                "targets: { t: { url: 'http://h', secret: 'env:' } }            | names a place but no secret",
                "admin: { tokens: { t: { sha256: canary, role: admin } } }      | is no SHA-256",
                "sources: { s: { vendor: stripe, credentials: { a: [canary] } } }   | is a list or a mapping",
                "sources: { s: { vendor: stripe, credentials: { a: 'env:' } } } | names a place but no secret",
                "secret: { master-keys: [canary] }                              | secret.master-keys[0]: is",
                "secret: { master-keys: ['env:NOT_SET'] }                       | secret.master-keys[0]: env:NOT_SET is not set",
                "sources: { hub: { vendor: github, reconcile: { every: 5m } } } | secret.master-keys: is missing, and there are tokens to keep for hub",
                "sources: { hub: { vendor: stripe, reconcile: { account: A B } } }  | account: is no name",
                "sources: { hub: { vendor: stripe, reconcile: { remembers: { events: ever } } } } | remembers.events: ",
                "secret: { master-keys: [AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=] } | is not random",
                "egress: { gateways: ['api.acme.example'] }                     | is no gateway",
                "egress: { gateways: ['api.acme.example=http://h'] }            | is no gateway",
                "egress: { gateways: ['API.acme.example=h:8443'] }              | names no host",
                "egress: { gateways: ['api.acme.example=h:0'] }                 | names no host",
                "egress: { gateways: ['api.acme.example=127.1:1'] }             | names no host",
            })
    void noSecretIsEverShown(String part, String fault) {
        List<String> lines = mistakes("holdfast: { " + part + " }");
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains(fault), lines::toString);
        assertFalse(lines.get(0).contains("canary"), lines::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest",
        "http://[fd00:ec2::254]/",
        "http://metadata.google.internal/",
        "http://[fe80::1]/",
        "http://good_host/",
        "http://ex%61mple.com/",
        "http://xn--bcher-kva.example/",
        "http://h#@x/",
        "file:///etc/passwd",
        "//host/",
        "http://bücher.example/",
        "http://h:99999/",
        "http://100.100.100.200/",
        "http:host",
        "https://127.0.0.1\\@good/",
    })
    void anAddressThatParsersReadDifferentlyOrThatIsNeverCalledIsRefused(String url) {
        List<String> lines = mistakes("holdfast: { targets: { t: { url: '" + url
                + "', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' } } }");
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("holdfast.targets.t.url: "), lines::toString);
    }

    @Test
    void aVariableThatStandsForNoKeyIsAMistakeButKubernetesLinksAreNot() {
        WrongConfiguration wrong = assertThrows(
                WrongConfiguration.class,
                () -> Configured.with(
                        "holdfast: { demo: false }",
                        Map.of(
                                "HOLDFAST_DATABASE_ULR", "postgresql://u:canary@h/db",
                                "HOLDFAST_SERVICE_HOST", "10.0.0.1",
                                "HOLDFAST_PORT_8080_TCP_ADDR", "10.0.0.1",
                                "HOLDFAST_DB_PORT", "tcp://10.0.0.1:5432")));
        assertEquals(1, wrong.lines().size(), wrong.lines()::toString);
        assertTrue(
                wrong.lines()
                        .get(0)
                        .startsWith(
                                "HOLDFAST_DATABASE_ULR (environment): stands for no key (did you mean HOLDFAST_DATABASE_URL?)"));
    }

    @Test
    void shapesAreChecked() {
        assertEquals(
                List.of(
                        "holdfast.data-dir: is a mapping or a list; allowed: a single value",
                        "holdfast.journal: is a single value; allowed: a mapping of answer-within, batch-bytes, batch-rows, keep-events,"
                                + " keep-keys, lease, queue-bytes, queue-rows"),
                mistakes("holdfast: { data-dir: { a: b }, journal: fast }"));
    }

    @Test
    void anUnsetExpressionIsNamedByItsKey() {
        assertEquals(
                List.of(
                        "holdfast.data-dir: names a ${…} that is not set; allowed: a value without ${…}, or one that is set"),
                mistakes("holdfast: { data-dir: '${NOT_SET_ANYWHERE}' }"));
    }

    @Test
    void aValueThatWouldBreakALineIsShownHarmless() {
        List<String> lines = mistakes(
                "holdfast: { targets: { t: { url: 'http://h', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', timeout: \"1\\n2\\e[31m\\u2028z\" } } }");
        assertTrue(lines.get(0).contains("\"1?2?[31m?z\""), lines::toString);
    }

    private static List<String> mistakes(String yaml) {
        return assertThrows(WrongConfiguration.class, () -> Configured.with(yaml, Map.of()))
                .lines();
    }
}
