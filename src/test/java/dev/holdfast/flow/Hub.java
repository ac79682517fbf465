package dev.holdfast.flow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The configuration of the tests of batches and quarantine, and what signs for HubSpot. */
public final class Hub {
    static final String SECRET = "hubspot-4d7c1f0e9b8a4c6d9e2f0a1b";
    static final String URL = "https://hooks.example.com/webhooks/crm";

    private Hub() {}

    /** Its source, another one, and the desk that gets what both tell. */
    public static void configure(Map<String, String> c) {
        c.put("holdfast.sources.crm.vendor", "hubspot");
        c.put("holdfast.sources.crm.secrets[0]", SECRET);
        c.put("holdfast.sources.crm.public-url", URL);
        c.put("holdfast.sources.till.vendor", "stripe");
        c.put("holdfast.sources.till.secrets[0]", Shop.STRIPE_SECRET);
        c.put("holdfast.targets.desk.url", "http://127.0.0.1:" + Ports.of("desk") + "/hooks");
        c.put("holdfast.targets.desk.secret", Shop.TARGET_SECRET);
        c.put("holdfast.targets.desk.max-in-flight", "1");
        c.put("holdfast.routes.all.from[0]", "crm");
        c.put("holdfast.routes.all.from[1]", "till");
        c.put("holdfast.routes.all.types[0]", "*");
        c.put("holdfast.routes.all.to[0]", "desk");
    }

    /** One property change; {@code null} for an event id makes it one that the page does not understand. */
    static String item(String eventId, long object) {
        String type = eventId == null ? "" : ",\"subscriptionType\":\"contact.propertyChange\"";
        return change(eventId == null ? "0" : eventId, object, type);
    }

    /** One property change without an id. */
    static String nameless(long object) {
        return change(null, object, ",\"subscriptionType\":\"contact.propertyChange\"");
    }

    private static String change(String eventId, long object, String type) {
        String id = eventId == null ? "" : "\"eventId\":" + eventId + ",";
        return "{" + id + "\"subscriptionId\":7,\"portalId\":33,\"occurredAt\":1795166395123,\"objectId\":" + object
                + type + ",\"propertyName\":\"email\"}";
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
