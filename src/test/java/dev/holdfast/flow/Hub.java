package dev.holdfast.flow;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The configuration of the tests of batches and quarantine, and what signs for HubSpot. */
public final class Hub implements QuarkusTestProfile {
    static final String SECRET = "hubspot-4d7c1f0e9b8a4c6d9e2f0a1b";
    static final String URL = "https://hooks.example.com/webhooks/crm";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> c = new HashMap<>();
        c.put("holdfast.sources.crm.vendor", "hubspot");
        c.put("holdfast.sources.crm.secrets[0]", SECRET);
        c.put("holdfast.sources.crm.public-url", URL);
        c.put("holdfast.sources.pay.vendor", "stripe");
        c.put("holdfast.sources.pay.secrets[0]", Shop.STRIPE_SECRET);
        c.put("holdfast.targets.desk.url", "http://127.0.0.1:" + Ports.of("desk") + "/hooks");
        c.put("holdfast.targets.desk.secret", Shop.TARGET_SECRET);
        c.put("holdfast.targets.desk.max-in-flight", "1");
        c.put("holdfast.routes.all.from[0]", "crm");
        c.put("holdfast.routes.all.from[1]", "pay");
        c.put("holdfast.routes.all.types[0]", "*");
        c.put("holdfast.routes.all.to[0]", "desk");
        Map.of(
                        "viewer", "d35ca5051b82ffc326a3b0b6574a9a3161dee16b9478a199ee39cd803ce5b799",
                        "operator", "06e55b633481f7bb072957eabcf110c972e86691c3cfedabe088024bffe42f23")
                .forEach((role, sha256) -> {
                    c.put("holdfast.admin.tokens." + role + "-token.sha256", sha256);
                    c.put("holdfast.admin.tokens." + role + "-token.role", role);
                });
        return c;
    }

    /** One property change; {@code null} for an event id makes it one that the page does not understand. */
    static String item(String eventId, long object) {
        String id = eventId == null ? "" : "\"eventId\":" + eventId + ",";
        return "{" + id + "\"subscriptionId\":7,\"portalId\":33,\"occurredAt\":1795166395123,\"objectId\":" + object
                + ",\"subscriptionType\":\"contact.propertyChange\",\"propertyName\":\"email\"}";
    }

    /** HubSpot's third signature over a body. */
    static String signature(long millis, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = "POST" + URL + body + millis;
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
