package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.chart.Chart;
import dev.holdfast.chart.Rendered;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the chart makes of its values is a configuration that the service takes. */
class ChartConfigurationTest {
    private static final String VALUES = """
            database: { existingSecret: { name: holdfast-database } }
            shutdown: { delaySeconds: 4, drainSeconds: 90 }
            configuration:
              sources:
                stripe-live: { vendor: stripe, secrets: ["env:STRIPE_WHSEC"] }
              targets:
                billing: { url: "http://billing:8080/hooks", secret: "env:BILLING_WHSEC", rate: 200/s, max-in-flight: 16 }
              routes:
                invoices: { from: [stripe-live], types: ["invoice.*"], to: [billing] }
              admin:
                tokens:
                  ci: { sha256: "${CI_TOKEN_SHA256}", role: operator }
              log: { lines: problems }
            """;

    @Test
    void theServiceReadsWhatTheChartWrites() {
        Rendered rendered = Rendered.of(Chart.render(VALUES));
        Map<String, String> environment = new LinkedHashMap<>(rendered.variables());
        environment.put("HOLDFAST_DATABASE_URL", "postgresql://user:password@db:5432/holdfast");
        environment.put("STRIPE_WHSEC", "whsec_0123456789abcdef0123456789abcdef");
        environment.put("BILLING_WHSEC", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        environment.put("CI_TOKEN_SHA256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        Settings settings = Configured.with(rendered.configuration(), environment);
        assertEquals(4, settings.shutdown().delay().toSeconds());
        assertEquals(90, settings.shutdown().drain().toSeconds());
        assertEquals(200.0, settings.targets().get("billing").ratePerSecond());
        assertEquals("ci", settings.admin().tokens().get(0).name());
        assertEquals(ReplicaRole.ALL, settings.roles());
    }
}
