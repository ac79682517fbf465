package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Routes;
import dev.holdfast.log.WideLog;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.vendor.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String WHOLE = """
            holdfast:
              data-dir: /var/lib/holdfast
              sources:
                stripe-live:
                  vendor: stripe
                  secrets: ["env:STRIPE_WHSEC", "vault:webhooks/stripe#old"]
                  freshness: 6h
                  max-body: 2MiB
                  public-url: https://hooks.example.com/webhooks/stripe-live
                  signatures: [v3, v1]
                  params: { shop: acme, ids: [a, b], rows: [ { hook: 1, name: x }, { hook: 2 } ], "dotted.name": y }
                  reconcile:
                    every: 1h30m
                    lookback: 3d
                    base-url: http://localhost:9999/mock
                    credentials: { api-key: "env:STRIPE_API_KEY" }
                    params: { api-version: v3 }
                    types: ["invoice.*", charge.failed]
                    remembers: { events: 20d }
                    account: acme
                github: { vendor: github, secrets: "a,b" }
              targets:
                billing: { url: "http://billing:8080/hooks", secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", timeout: 5s, max-in-flight: 7, rate: 100/m,
                           retries: [5s, 1m] }
                crm: { url: "http://127.0.0.1:1/", secrets: ["whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] }
              routes:
                all: { from: [github, stripe-live], to: [crm, billing] }
                invoices: { from: [stripe-live], types: ["invoice.*"], to: [billing] }
              admin:
                port: 9081
                tokens:
                  ci: { sha256: "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", role: operator }
              journal: { batch-rows: 100, lease: 20s }
              log: { lines: problems }
            """;

    @Test
    void theWholeConfigurationIsRead() {
        Settings settings = Configured.with(WHOLE, Map.of());
        Source stripe = settings.sources().get("stripe-live");
        assertEquals(List.of("env:STRIPE_WHSEC", "vault:webhooks/stripe#old"), stripe.secrets());
        assertEquals(Duration.ofHours(6), stripe.freshness());
        assertEquals(2 << 20, stripe.maxBody());
        assertEquals(List.of("v3", "v1"), stripe.signatures());
        assertEquals(URI.create("https://hooks.example.com/webhooks/stripe-live"), stripe.publicUrl());
        assertEquals(
                Map.of(
                        "shop",
                        "acme",
                        "ids",
                        List.of("a", "b"),
                        "rows",
                        List.of(Map.of("hook", "1", "name", "x"), Map.of("hook", "2")),
                        "dotted.name",
                        "y"),
                stripe.params());
        ReconcileSettings reconcile = settings.reconcile().get("stripe-live");
        assertEquals(Duration.ofMinutes(90), reconcile.every());
        assertEquals(Map.of("api-key", "env:STRIPE_API_KEY"), reconcile.credentials());
        assertEquals(Map.of("api-version", "v3"), reconcile.params());
        assertEquals("[invoice.*, charge.failed]", reconcile.types().toString());
        assertEquals(Map.of("events", Duration.ofDays(20)), reconcile.remembers());
        assertEquals("acme", reconcile.account());
        assertFalse(settings.reconcile().containsKey("github"));
        assertEquals(List.of("a", "b"), settings.sources().get("github").secrets());
        TargetSettings billing = settings.targets().get("billing");
        assertEquals(100d / 60, billing.ratePerSecond(), 1e-9);
        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1)), billing.retries());
        assertEquals(7, billing.maxInFlight());
        TargetSettings crm = settings.targets().get("crm");
        assertEquals(2, crm.keys().size());
        assertEquals(TargetSettings.DEFAULT_RETRIES, crm.retries());
        assertEquals(0, crm.ratePerSecond());
        Routes routes = new Routes(settings.routes());
        assertEquals(List.of("crm", "billing"), routes.targets("stripe-live", "invoice.paid"));
        assertEquals(List.of(), routes.targets("nobody", "invoice.paid"));
        AdminSettings.Token ci = settings.admin().tokens().get(0);
        assertTrue(ci.sha256().startsWith("9f86d081"));
        assertEquals("operator", ci.role());
        assertEquals(9081, settings.admin().port());
        assertEquals(100, settings.journal().batchRows());
        assertEquals(Duration.ofDays(90), settings.journal().keyRetention());
        assertEquals(WideLog.Verbosity.PROBLEMS, settings.logLines());
        assertNull(settings.database());
    }

    @Test
    void theEnvironmentOverridesKnownKeys() {
        Settings settings = Configured.with(
                WHOLE,
                Map.of(
                        "HOLDFAST_DATA_DIR", "/data",
                        "HOLDFAST_DATABASE_URL",
                                "postgresql://holdfast:p%40ss%2Fw%2Bord+@db.internal:6432/events?sslmode=require",
                        "HOLDFAST_SOURCES_STRIPE_LIVE_SECRETS", "whsec_a,whsec_b,whsec_c",
                        "HOLDFAST_SOURCES_GITHUB_SECRETS_0_", "whsec_d",
                        "HOLDFAST_SOURCES_STRIPE_LIVE_PARAMS_SHOP", "other",
                        "HOLDFAST_TARGETS_BILLING_URL", "http://elsewhere/",
                        "HOLDFAST_ADMIN_PORT", "0",
                        "HOLDFAST_ROUTES_INVOICES_TO", "crm"));
        assertEquals("/data", settings.dataDir().toString());
        assertEquals(
                List.of("whsec_a", "whsec_b", "whsec_c"),
                settings.sources().get("stripe-live").secrets());
        assertEquals("other", settings.sources().get("stripe-live").params().get("shop"));
        assertEquals(
                URI.create("http://elsewhere/"),
                settings.targets().get("billing").url().uri());
        assertEquals(0, settings.admin().port());
        assertEquals(List.of("crm"), settings.routes().get(1).to());
        DatabaseAddress database = settings.database();
        assertEquals("p@ss/w+ord+", database.password());
        assertEquals("db.internal", database.host());
        assertEquals(6432, database.port());
        assertEquals("events", database.database());
        assertEquals(SslMode.REQUIRE, database.ssl());
        assertFalse(database.toString().contains("p@ss"));
        assertEquals(
                "postgresql://holdfast:p%40ss%2Fw%2Bord%2B@db.internal:6432/events?sslmode=require", database.url());
    }

    @Test
    void withoutSourcesDevelopmentShowsTheDemoAndProductionDoesNot() {
        Settings development = Configured.with("", Map.of(), true);
        assertTrue(development.demo());
        assertEquals(List.of(Demo.INBOX), new Routes(development.routes()).targets(Demo.SOURCE, "anything"));
        Settings production = Configured.with("", Map.of(), false);
        assertFalse(production.demo());
        assertTrue(production.sources().isEmpty()
                && production.targets().isEmpty()
                && production.routes().isEmpty());
        assertFalse(Configured.with(WHOLE, Map.of(), true).demo());
        assertTrue(Configured.with("holdfast: { demo: true }", Map.of(), false).demo());
    }

    @Test
    void anEmptyMappingIsNoMistake() {
        Settings settings =
                Configured.with("holdfast: { sources: {}, targets: , routes: {}, admin: { tokens: {} } }", Map.of());
        assertTrue(settings.sources().isEmpty());
    }
}
