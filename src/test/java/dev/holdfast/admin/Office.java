package dev.holdfast.admin;

import dev.holdfast.flow.Hub;
import dev.holdfast.process.FreePorts;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** Three tokens, each the name of its role; a source whose vendor does not answer, one that is not fetched from, and the hub's. */
public final class Office implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> c = new HashMap<>();
        c.put("holdfast.sources.pay.vendor", "stripe");
        c.put("holdfast.sources.pay.secrets[0]", "whsec_4d7c1f0e9b8a4c6d9e2f");
        c.put("holdfast.sources.pay.freshness", "1m");
        c.put("holdfast.sources.pay.reconcile.every", "1h");
        c.put("holdfast.sources.pay.reconcile.base-url", "http://127.0.0.1:" + FreePorts.next());
        c.put("holdfast.sources.pay.reconcile.credentials.api-key", "sk_test_of_nobody");
        c.put("holdfast.sources.plain.vendor", "github");
        c.put("holdfast.sources.plain.secrets[0]", "a-long-secret-of-the-plain-source");
        Hub.configure(c);
        Map.of(
                        "viewer", "d35ca5051b82ffc326a3b0b6574a9a3161dee16b9478a199ee39cd803ce5b799",
                        "operator", "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23",
                        "admin", "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918")
                .forEach((role, sha256) -> {
                    c.put("holdfast.admin.tokens." + role + "-token.sha256", sha256);
                    c.put("holdfast.admin.tokens." + role + "-token.role", role);
                });
        return c;
    }
}
