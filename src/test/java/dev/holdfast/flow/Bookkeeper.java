package dev.holdfast.flow;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A source whose vendor is asked with tokens, from a mock on this machine. */
public final class Bookkeeper implements QuarkusTestProfile {
    static final String TENANT = "45e4708e-d862-4111-ab3a-dd8cd03913e1";

    @Override
    public Map<String, String> getConfigOverrides() {
        String vendor = "http://127.0.0.1:" + Ports.of("books");
        Map<String, String> c = new HashMap<>();
        c.put("holdfast.secret.master-keys[0]", "8QhYJ3o1m2c4Wb9tXk0LrVfZpUeN7sDgAqTiHyRwC6E=");
        c.put("holdfast.sources.books.vendor", "xero");
        c.put("holdfast.sources.books.secrets[0]", "a-webhook-key-of-some-length-0123456789");
        c.put("holdfast.sources.books.params.tenant", TENANT);
        c.put("holdfast.sources.books.reconcile.every", "1s");
        c.put("holdfast.sources.books.reconcile.base-url", vendor);
        c.put("holdfast.sources.books.reconcile.lookback", "1h");
        c.put("holdfast.sources.books.reconcile.budget-share", "100%");
        c.put("holdfast.sources.books.reconcile.credentials.client-id", "holdfast");
        c.put("holdfast.sources.books.reconcile.credentials.client-secret", "client-canary");
        c.put("holdfast.sources.books.reconcile.credentials.token-url", vendor + "/token");
        c.put("holdfast.sources.pay.vendor", "stripe");
        c.put("holdfast.sources.pay.secrets[0]", "whsec_4d7c1f0e9b8a4c6d9e2f");
        c.put("holdfast.sources.pay.reconcile.every", "30d");
        c.put("holdfast.sources.pay.reconcile.base-url", vendor + "/stripe");
        c.put("holdfast.sources.pay.reconcile.credentials.api-key", "sk_canary");
        c.put("holdfast.admin.tokens.op.sha256", "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23");
        c.put("holdfast.admin.tokens.op.role", "operator");
        c.put("holdfast.admin.tokens.boss.sha256", "4194d1706ed1f408d5e02d672777019f4d5385c766a8c6ca8acba3167d36a7b9");
        c.put("holdfast.admin.tokens.boss.role", "admin");
        c.put("holdfast.journal.lease", "2s");
        return c;
    }
}
