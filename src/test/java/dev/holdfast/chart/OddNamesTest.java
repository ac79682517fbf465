package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kubernetes allows names that YAML reads as numbers or booleans where they stand without quotes. */
class OddNamesTest {
    private static final String EVERY_NAME = """
            fullnameOverride: "on"
            nameOverride: "yes"
            image: { repository: "1", tag: "30", pullSecrets: [{ name: "7" }] }
            database: { existingSecret: { name: "123", key: "456" }, caSecret: { name: "off", key: "0x1f" } }
            secrets:
              environmentFrom: ["123", "on"]
              filesFrom: ["1e3", "true"]
              external: { enabled: true, store: { name: "1" }, keys: { "NO": { key: "2", property: "3" } } }
            ingress: { enabled: true, className: "1", hosts: ["1.2"], tlsSecret: "0" }
            networkPolicy: { webhooks: { from: [{ namespace: "10", pods: { app: "11" } }] } }
            metrics:
              serviceMonitor: { enabled: true, labels: { release: "12" } }
              prometheusRule: { enabled: true, runbook: "https://a/:" }
              dashboard: { enabled: true }
            serviceAccount: { name: "yes", annotations: { a: "1" } }
            priorityClassName: "007"
            podAnnotations: { a: "true" }
            podLabels: { a: "1.5" }
            nodeSelector: { a: "no" }
            """;

    private static final String TRIAL = """
            fullnameOverride: "no"
            database: { embedded: { enabled: true, storageClass: "1" } }
            deployments: { all: { replicas: 1 } }
            """;

    @ParameterizedTest
    @ValueSource(strings = {EVERY_NAME, TRIAL})
    void everyNameStaysAText(String values) {
        Manifests.parse(Chart.render(values));
    }

    @Test
    void eachIsTheOneThatWasGiven() {
        PodSpec spec = Manifests.parse(Chart.render(EVERY_NAME))
                .one(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
        assertEquals("yes", spec.getServiceAccountName());
        assertEquals("007", spec.getPriorityClassName());
        assertEquals("1:30", spec.getContainers().get(0).getImage());
        assertEquals(
                List.of("123", "on", "on-external"),
                spec.getContainers().get(0).getEnvFrom().stream()
                        .map(EnvFromSource::getSecretRef)
                        .map(secret -> secret.getName())
                        .toList());
    }
}
