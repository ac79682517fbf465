package dev.holdfast.flow;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The configuration of the flow tests, and what signs for its sources. */
public final class Shop implements QuarkusTestProfile {
    static final String STRIPE_SECRET = "whsec_4d7c1f0e9b8a4c6d9e2f";
    static final String SECOND_SECRET = "whsec_second_5a6b7c8d9e0f";
    static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    static final String TARGET_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> c = new HashMap<>();
        c.put("holdfast.sources.pay.vendor", "stripe");
        c.put("holdfast.sources.pay.secrets[0]", STRIPE_SECRET);
        c.put("holdfast.sources.pay.secrets[1]", SECOND_SECRET);
        c.put("holdfast.sources.pay.max-body", "64KiB");
        c.put("holdfast.sources.chat.vendor", "slack");
        c.put("holdfast.sources.chat.secrets[0]", SLACK_SECRET);
        c.put("holdfast.sources.clouds.vendor", "cloudevents");
        c.put("holdfast.sources.clouds.secrets[0]", "a-long-token-of-the-clouds");
        c.put("holdfast.sources.clouds.params.origins[0]", "sender.example.com");
        target(c, "billing");
        target(c, "audit");
        route(c, "invoices", "pay", "invoice.*", "billing");
        route(c, "everything", "pay", "*", "audit");
        c.put("holdfast.admin.tokens.op.sha256", "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23");
        c.put("holdfast.admin.tokens.op.role", "operator");
        c.put("holdfast.journal.lease", "2s");
        return c;
    }

    private static void target(Map<String, String> c, String name) {
        String key = "holdfast.targets." + name + ".";
        c.put(key + "url", "http://127.0.0.1:" + Ports.of(name) + "/hooks");
        c.put(key + "secret", TARGET_SECRET);
        c.put(key + "timeout", "10s");
        c.put(key + "retries", "300ms,300ms");
        c.put(key + "breaker-delay", "500ms");
    }

    private static void route(Map<String, String> c, String name, String from, String type, String to) {
        c.put("holdfast.routes." + name + ".from[0]", from);
        c.put("holdfast.routes." + name + ".types[0]", type);
        c.put("holdfast.routes." + name + ".to[0]", to);
    }

    /** A Stripe event. */
    static String event(String id, String type) {
        return "{\"id\": \"" + id + "\",  \"type\":\"" + type + "\", \"created\": 1795166395, \"é\": \"\\u0041/\\/\"}";
    }

    /** Stripe's header over a body. */
    static String stripe(String secret, long seconds, String body) {
        return "t=" + seconds + ",v1=" + hmac(secret, seconds + "." + body);
    }

    /** Slack's signature over a body. */
    static String slack(long seconds, String body) {
        return "v0=" + hmac(SLACK_SECRET, "v0:" + seconds + ":" + body);
    }

    private static String hmac(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
