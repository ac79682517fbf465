package dev.holdfast.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests as HubSpot sends them when much changes at once: a hundred events in an array, signed as v3. One thread's own. */
final class HubSpotBatches implements Function<String, ByteBuffer> {
    static final int EVENTS = 100;
    static final String SOURCE = "bench-hubspot";
    static final String SECRET = "bench-hubspot-client-secret-of-32-bytes";
    static final String URL = "https://hooks.example.com/webhooks/" + SOURCE;

    private final Mac mac;
    private long next = System.currentTimeMillis() << 12;

    HubSpotBatches() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The source's settings. */
    static String settings() {
        return "vendor: hubspot, public-url: \"" + URL + "\", secrets: [\"" + SECRET + "\"]";
    }

    /** A new batch; its events have ids of their own, whatever the request is called. */
    @Override
    public ByteBuffer apply(String unused) {
        long now = System.currentTimeMillis();
        StringBuilder body = new StringBuilder(24 * 1024).append('[');
        for (int i = 0; i < EVENTS; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"eventId\":")
                    .append(next++)
                    .append(",\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":")
                    .append(now)
                    .append(",\"subscriptionType\":\"contact.propertyChange\",\"attemptNumber\":0,\"objectId\":")
                    .append(1_000 + i)
                    .append(
                            ",\"changeSource\":\"CRM\",\"propertyName\":\"lifecyclestage\",\"propertyValue\":\"customer\",\"appId\":54321}");
        }
        String text = body.append(']').toString();
        String time = Long.toString(now);
        mac.update(("POST" + URL + text + time).getBytes(StandardCharsets.US_ASCII));
        String head =
                "POST /webhooks/" + SOURCE + " HTTP/1.1\r\nHost: hooks.example\r\nContent-Type: application/json\r\n"
                        + "X-HubSpot-Request-Timestamp: " + time + "\r\nX-HubSpot-Signature-v3: "
                        + Base64.getEncoder().encodeToString(mac.doFinal()) + "\r\nContent-Length: " + text.length()
                        + "\r\n\r\n";
        return ByteBuffer.wrap((head + text).getBytes(StandardCharsets.US_ASCII));
    }
}
