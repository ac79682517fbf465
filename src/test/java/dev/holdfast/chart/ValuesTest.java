package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot be meant are refused before anything is made of them, with the value's name and what is allowed. */
class ValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deployments: { all: { replicas: three } } | /deployments/all/replicas | want integer",
                "deployments: { all: { replicas: -1 } } | /deployments/all/replicas | minimum",
                "deployments: { al: { enabled: true } } | /deployments | 'al' not allowed",
                "replicaCount: 3 | | 'replicaCount' not allowed",
                "image: { tag: \"a b\" } | /image/tag | pattern",
                "image: { pullPolicy: Sometimes } | /image/pullPolicy | 'IfNotPresent'",
                "image: { digest: sha256:abc } | /image/digest | sha256:[0-9a-f]{64}",
                "resources: { requests: { cpu: much } } | /resources/requests/cpu | pattern",
                "database: { url: \"jdbc:postgresql://db/x\" } | /database/url | postgres(ql)?",
                "configuration: { sources: { pay: { vendor: stripe, secrets: [whsec_CANARY] } } } | /configuration/sources/pay/secrets/0 | env:",
                "configuration: { sources: { pay: { vendor: meta, credentials: { verify-token: CANARY } } } } | /configuration/sources/pay/credentials/verify-token | env:",
                "configuration: { sources: { pay: { vendor: meta, reconcile: { credentials: { api-key: CANARY } } } } } | /configuration/sources/pay/reconcile/credentials/api-key | env:",
                "configuration: { secret: { master-keys: [CANARY] } } | /configuration/secret/master-keys/0 | env:",
                "configuration: { targets: { bill: { url: \"http://b\", secret: whsec_x } } } | /configuration/targets/bill/secret | env:",
                "configuration: { targets: { bill: { url: \"ftp://b\" } } } | /configuration/targets/bill/url | https?",
                "configuration: { sources: { Pay: { vendor: stripe } } } | | 'Pay' does not match",
                "configuration: { sources: { pay: {} } } | /configuration/sources/pay | 'vendor'",
                "configuration: { admin: { tokens: { ci: { sha256: secret, role: operator } } } } | /configuration/admin/tokens/ci/sha256 | [0-9a-fA-F]{64}",
                "configuration: { admin: { tokens: { ci: { sha256: \"${X}\", role: boss } } } } | /configuration/admin/tokens/ci/role | operator",
                "configuration: { sources: { pay: { vendor: stripe, secret: \"env:A\" } } } | /configuration/sources/pay | 'secret' not allowed",
                "configuration: { sources: { pay: { vendor: stripe, secrets: \"env:A,whsec_CANARY\" } } } | /configuration/sources/pay/secrets | pattern",
                "configuration: { journal: { lease: banana } } | /configuration/journal/lease | pattern",
                "configuration: { journl: { lease: 6s } } | /configuration | 'journl' not allowed",
                "secrets: { filesFrom: [old, new, old] } | /secrets/filesFrom | items at 0 and 2 are equal",
                "ingress: { enabled: true } | /ingress/hosts | minItems",
                "ingress: { hosts: [\"https://a.example\"] } | /ingress/hosts/0 | pattern",
                "networkPolicy: { database: { to: [] } } | /networkPolicy/database/to | minItems",
                "networkPolicy: { targets: { to: [{ cidr: 10.0.0.0 }] } } | /networkPolicy/targets/to/0 | oneOf",
                "networkPolicy: { targets: { to: [{ cidr: \"fd00:ec2::/64\" }] } } | /networkPolicy/targets/to/0 | oneOf",
                "networkPolicy: { targets: { to: [{ cidr: \"fd20:ce::/64\" }] } } | /networkPolicy/targets/to/0 | oneOf",
                "networkPolicy: { dns: { ports: [] } } | /networkPolicy/dns/ports | minItems",
                "networkPolicy: { targets: { to: [{}] } } | /networkPolicy/targets/to/0 | oneOf",
                "topologySpread: { zones: Perhaps } | /topologySpread/zones | 'DoNotSchedule'",
                "shutdown: { preStopSeconds: 5s } | /shutdown/preStopSeconds | want integer",
                "metrics: { serviceMonitor: { interval: often } } | /metrics/serviceMonitor/interval | pattern",
            })
    void aWrongValueIsNamed(String values, String place, String allowed) {
        String said = Refusals.of(base(values) + values + "\n");
        assertTrue(said.contains("at '" + (place == null ? "" : place)), said);
        assertTrue(said.contains(allowed), said);
    }

    private static String base(String values) {
        return values.startsWith("database:") ? "" : Variants.DATABASE;
    }

    @Test
    void noDatabaseIsTold() {
        assertSays("{}", "no database: set database.existingSecret.name");
    }

    @Test
    void twoDatabasesAreTold() {
        assertSays(
                "database: { existingSecret: { name: a }, url: \"postgresql://u:p@h/d\" }",
                "more than one database: database.existingSecret.name, database.url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deployments: { all: { enabled: false } } | no deployment is enabled",
                "deployments: { admin: { enabled: true } } | deployments.all has every role",
                "deployments: { all: { autoscaling: { enabled: true, minReplicas: 9 } } } | minReplicas is more than maxReplicas",
                "ingress: { enabled: true, hosts: [a.example] }; deployments: { all: { enabled: false }, admin: { enabled: true } } | ingress.enabled needs",
                "configuration: { database: { url: x } } | configuration.database is not for here; use database of the chart",
                "configuration: { roles: [all] } | configuration.roles is not for here; use deployments",
                "configuration: { admin: { port: 1 } } | configuration.admin.port is not for here",
                "service: { type: LoadBalancer } | service.type LoadBalancer brings webhooks from outside of the cluster, and networkPolicy.webhooks.from",
                "service: { type: NodePort }; networkPolicy: { webhooks: { from: [] } } | service.type NodePort brings webhooks",
                "podLabels: { app.kubernetes.io/name: mine } | podLabels: app.kubernetes.io/name is the chart's own",
                "secrets: { external: { enabled: true } } | secrets.external.store.name is missing",
            })
    void whatDoesNotGoTogetherIsTold(String values, String fault) {
        assertSays(Variants.DATABASE + values.replace("; ", "\n"), fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deployments: { all: { replicas: 3 } } | x",
                "deployments: { all: { replicas: 1, autoscaling: { enabled: true } } } | x",
                "deployments: { all: { enabled: false }, receive: { enabled: true, replicas: 1 } } | x",
            })
    void theEmbeddedDatabaseIsForOneReplica(String values, String ignored) {
        assertSays(
                "database: { embedded: { enabled: true } }\n" + values,
                "database.embedded.enabled is a trial for one replica");
    }

    private static void assertSays(String values, String fault) {
        String said = Refusals.of(values);
        assertTrue(said.contains(fault), said);
    }
}
