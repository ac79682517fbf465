package dev.holdfast.chart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Values that are each a way to run it; every rule holds for all of them. */
final class Variants {
    /** The least: where the database is. */
    static final String DATABASE = "database: { existingSecret: { name: holdfast-database } }\n";

    /** A configuration as people write it, with all the secrets by reference. */
    static final String CONFIGURED = DATABASE + """
            configuration:
              sources:
                stripe-live: { vendor: stripe, secrets: ["env:STRIPE_WHSEC", "file:/etc/holdfast/secrets/old/whsec"] }
              targets:
                billing: { url: "http://billing:8080/hooks", secret: "env:BILLING_WHSEC", rate: 200/s }
              routes:
                invoices: { from: [stripe-live], types: ["invoice.*"], to: [billing] }
              admin:
                tokens:
                  ci: { sha256: "${CI_TOKEN_SHA256}", role: operator }
            secrets: { environmentFrom: [webhook-secrets], filesFrom: [old] }
            """;

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("defaults and a database", DATABASE);
        ALL.put("a URL in the values", "database: { url: \"postgresql://u:CANARY-password@db:5432/holdfast\" }\n");
        ALL.put("configured", CONFIGURED);
        ALL.put("files of Secrets with any name", DATABASE + """
                secrets: { filesFrom: [tls.example, old, old.2024] }
                """);
        ALL.put("a deployment for each role", CONFIGURED + """
                deployments:
                  all: { enabled: false }
                  receive: { enabled: true, replicas: 4 }
                  reconcile: { enabled: true }
                  admin: { enabled: true, resources: { requests: { cpu: 100m, memory: 512Mi }, limits: { memory: 512Mi } } }
                  relay: { enabled: true }
                """);
        ALL.put("receive alone", DATABASE + "deployments: { all: { enabled: false }, receive: { enabled: true } }\n");
        ALL.put("autoscaling by both", DATABASE + """
                deployments: { all: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 9 } } }
                autoscaling: { backlogAge: { enabled: true } }
                """);
        ALL.put("ingress with TLS", DATABASE + """
                ingress:
                  enabled: true
                  className: nginx
                  hosts: [hooks.example.com, hooks.example.org]
                  tlsSecret: hooks-tls
                  annotations: { cert-manager.io/cluster-issuer: ours }
                """);
        ALL.put("everything of monitoring", DATABASE + """
                metrics:
                  serviceMonitor: { enabled: true, labels: { release: prometheus } }
                  prometheusRule:
                    enabled: true
                    runbook: https://docs.example.com/runbook
                    silentAfter: { stripe-live: 21600, shop: 3600 }
                  dashboard: { enabled: true }
                """);
        ALL.put("secrets from outside", """
                secrets:
                  external:
                    enabled: true
                    store: { kind: ClusterSecretStore, name: vault }
                    keys:
                      HOLDFAST_DATABASE_URL: { key: webhooks/database, property: url }
                      STRIPE_WHSEC: { key: webhooks/stripe }
                    annotations: { argocd.argoproj.io/sync-wave: "-1" }
                """);
        ALL.put("secrets from outside, a database that is known", DATABASE + """
                secrets:
                  external:
                    enabled: true
                    store: { name: vault }
                    keys: { HOLDFAST_SOURCES_STRIPE_LIVE_SECRETS: { key: webhooks/stripe } }
                """);
        ALL.put("behind a load balancer", DATABASE + """
                service: { type: LoadBalancer }
                networkPolicy: { webhooks: { from: [{ cidr: 0.0.0.0/0 }, { cidr: "::/0" }] } }
                """);
        ALL.put(
                "a verified database",
                "database: { existingSecret: { name: holdfast-database, key: uri }, caSecret: { name: database-ca } }\n");
        ALL.put(
                "a trial",
                "database: { embedded: { enabled: true, storageClass: fast } }\n"
                        + "deployments: { all: { replicas: 1 } }\n");
        ALL.put("narrow network", DATABASE + """
                networkPolicy:
                  webhooks: { from: [{ namespace: edge, pods: { app: gateway } }] }
                  admin: { from: [{ namespace: ops }] }
                  database: { port: 6432, to: [{ cidr: 10.1.2.3/32 }] }
                  targets: { ports: [8080], to: [{ namespace: billing }, { cidr: 128.0.0.0/1 }, { cidr: 100.64.0.0/10 }] }
                  vendors: { to: [] }
                """);
        ALL.put("own pages", DATABASE + """
                vendorPages:
                  acme:
                    title: Acme
                    docs: [https://acme.example/docs]
                    signature: { scheme: hmac, algorithm: sha256, value: "header:X-Sig", encoding: hex, signed: "{body}", key: utf8 }
                    event: { id: "body:/id", type: "body:/type" }
                """);
        ALL.put("long waits and other flags", DATABASE + """
                shutdown: { preStopSeconds: 20, delaySeconds: 10, drainSeconds: 120 }
                jvm: { options: ["-Xmx1g", "-XX:AOTCache=/holdfast/app.aot"] }
                resources: { requests: { cpu: 2, memory: 1536Mi }, limits: { memory: 1536Mi } }
                migration: { enabled: false }
                """);
        ALL.put("no flags", DATABASE + "jvm: { options: [] }\n");
        ALL.put("placed and named", DATABASE + """
                fullnameOverride: intake
                image: { repository: example.com/team/holdfast, digest: "%s", pullSecrets: [{ name: pull }] }
                serviceAccount: { name: intake, annotations: { a: b } }
                nodeSelector: { disk: fast }
                tolerations: [{ key: webhooks, operator: Exists }]
                affinity: { nodeAffinity: {} }
                priorityClassName: high
                podAnnotations: { reloader.stakater.com/auto: "true" }
                podLabels: { team: payments }
                topologySpread: { zones: DoNotSchedule, hosts: DoNotSchedule }
                podDisruptionBudget: { maxUnavailable: 50%% }
                """.formatted("sha256:" + "a".repeat(64)));
        ALL.put("alone", DATABASE + """
                deployments: { all: { replicas: 1 } }
                networkPolicy: { enabled: false }
                podDisruptionBudget: { enabled: false }
                serviceAccount: { create: false }
                """);
    }

    private Variants() {}

    /** Names of all, for parameterised tests. */
    static Stream<String> names() {
        return ALL.keySet().stream();
    }

    static String values(String name) {
        String values = ALL.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name);
        }
        return values;
    }
}
