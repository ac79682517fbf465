package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.ops.MetricsPage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts and the dashboard ask for metrics that there are, and each alert has its part of the runbook. */
class AlertsTest {
    private static final Pattern SERIES = Pattern.compile("(holdfast_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern BY = Pattern.compile("by \\(([\\w, ]+)\\)");

    private static final Pattern WOKEN = Pattern.compile("\\| `(Holdfast\\w+)` \\| `(.+?)`( for \\w+|) \\|.*");

    /** Added by whoever scrapes. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("namespace", "service", "pod");

    private static List<Rule> alerts() {
        return alerts(Variants.values("everything of monitoring"));
    }

    private static List<Rule> alerts(String values) {
        return Manifests.parse(Chart.render(values))
                .one(PrometheusRule.class)
                .getSpec()
                .getGroups()
                .get(0)
                .getRules();
    }

    @Test
    void everyAlertAsksForMetricsThatThereAre() throws IOException {
        Map<String, Map<String, Set<String>>> page = MetricsPage.read();
        for (Rule rule : alerts()) {
            asksForWhatThereIs(rule.getExpr().getStrVal(), page);
            assertTrue(Set.of("critical", "warning").contains(rule.getLabels().get("severity")));
        }
    }

    @Test
    void everyPanelAsksForMetricsThatThereAre() throws IOException {
        Map<String, Map<String, Set<String>>> page = MetricsPage.read();
        String text = Manifests.of("everything of monitoring").all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().endsWith("-dashboard"))
                .findFirst()
                .orElseThrow()
                .getData()
                .get("holdfast.json");
        JsonNode dashboard = new ObjectMapper().readTree(text);
        List<String> asked = new ArrayList<>();
        dashboard.get("panels").findValuesAsText("expr", asked);
        assertTrue(asked.size() > 10);
        for (String expression : asked) {
            asksForWhatThereIs(expression, page);
        }
    }

    private static void asksForWhatThereIs(String expression, Map<String, Map<String, Set<String>>> page) {
        Matcher series = SERIES.matcher(expression);
        boolean any = false;
        while (series.find()) {
            any = true;
            String meter = page.containsKey(series.group(1))
                    ? series.group(1)
                    : series.group(1).replaceAll("_(count|sum|max)$", "");
            Map<String, Set<String>> labels = page.get(meter);
            assertTrue(labels != null, () -> series.group(1) + " is not in docs/metrics.md");
            Matcher condition = CONDITION.matcher(series.group(2));
            while (condition.find()) {
                String label = condition.group(1);
                assertTrue(labels.containsKey(label) || OF_THE_SCRAPE.contains(label), meter + " has no " + label);
                Set<String> values = labels.getOrDefault(label, Set.of());
                assertTrue(
                        values.isEmpty()
                                || values.containsAll(Set.of(condition.group(2).split("\\|"))),
                        condition::group);
            }
            Matcher by = BY.matcher(expression);
            while (by.find()) {
                for (String label : by.group(1).split(", ")) {
                    assertTrue(labels.containsKey(label) || OF_THE_SCRAPE.contains(label), meter + " has no " + label);
                }
            }
        }
        assertTrue(any, expression);
    }

    /** A row of "What to be woken by" is the alert: its name, its expression without the release's own labels, how long. */
    @Test
    void thePageSaysWhatEachAlertAsks() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Rule rule : alerts()) {
            String expression = rule.getExpr()
                    .getStrVal()
                    .replaceAll("\\s+", " ")
                    .replaceAll(",? ?namespace=\"webhooks\",service=\"hooks-holdfast-management\",? ?", "")
                    .replace("hooks-holdfast-", "…-")
                    .replace("{}", "")
                    .replaceAll("source=\"(stripe-live|shop)\"} ?\\) > \\d+", "source=\"…\"}) > …");
            String lasting = rule.getFor() == null ? "" : " for " + rule.getFor();
            asked.add(rule.getAlert() + ": " + expression + lasting);
        }
        Set<String> written = new TreeSet<>();
        for (String line : Chart.page("docs/metrics.md")) {
            Matcher row = WOKEN.matcher(line);
            if (row.matches()) {
                written.add(row.group(1) + ": " + row.group(2).replace("\\|", "|") + row.group(3));
            }
        }
        assertEquals(asked, written);
    }

    /** Replicas that take no webhooks hold lanes, too: they must not hide that nobody takes any. */
    @Test
    void whoTakesNoWebhooksIsNotCountedAmongThoseWhoDo() {
        String values = Variants.values("everything of monitoring");
        Matcher pods = Pattern.compile("pod=~\"([^\"]+)\"")
                .matcher(alerts(values).get(0).getExpr().getStrVal());
        assertTrue(pods.find());
        assertTrue("hooks-holdfast-all-6d9f7c5b8d-x2x7k".matches(pods.group(1)));
        assertTrue("hooks-holdfast-receive-6d9f7c5b8d-x2x7k".matches(pods.group(1)));
        assertFalse("hooks-holdfast-relay-6d9f7c5b8d-x2x7k".matches(pods.group(1)));
        assertFalse("hooks-holdfast-admin-6d9f7c5b8d-x2x7k".matches(pods.group(1)));
        assertTrue(alerts(values + "deployments: { all: { enabled: false }, admin: { enabled: true } }\n").stream()
                .noneMatch(rule -> rule.getAlert().equals("HoldfastTakesNothing")));
    }

    @Test
    void withoutARunbookNoAlertNamesOne() {
        List<Rule> alerts = alerts(Variants.DATABASE + "metrics: { prometheusRule: { enabled: true } }\n");
        assertTrue(alerts.size() > 20);
        alerts.forEach(
                rule -> assertEquals(Set.of("summary"), rule.getAnnotations().keySet()));
    }

    @Test
    void everyAlertHasItsPartOfTheRunbookAndEveryPartAnAlert() throws IOException {
        Set<String> alerts = alerts().stream().map(Rule::getAlert).collect(Collectors.toCollection(TreeSet::new));
        Set<String> parts = Chart.page("docs/runbook.md").stream()
                .filter(line -> line.startsWith("### Holdfast"))
                .map(line -> line.substring("### ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(alerts, parts);
        alerts().forEach(rule -> assertEquals(
                "https://docs.example.com/runbook#" + rule.getAlert().toLowerCase(Locale.ROOT),
                rule.getAnnotations().get("runbook_url")));
        assertFalse(alerts.isEmpty());
    }
}
