package dev.holdfast.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests as HubSpot sends them when much changes at once: a hundred events in an array, signed as v3. A request's id is the
 * first {@code eventId} in it; the others follow. One thread's own.
 */
public final class HubSpotBatches implements Requests {
    /** In each request. */
    public static final int EVENTS = 100;

    /** The source that takes them. */
    public static final String SOURCE = "hubspot-test";

    private static final String SECRET = "hubspot-client-secret-of-some-32-bytes";
    private static final String URL = "https://hooks.example.com/webhooks/" + SOURCE;

    private final Mac mac;
    private final long first;
    private final long occurred = System.currentTimeMillis();

    /** @param first {@code eventId} of the first event of the first request */
    public HubSpotBatches(long first) {
        this.first = first;
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The source's settings. */
    public static String settings() {
        return "vendor: hubspot, public-url: \"" + URL + "\", secrets: [\"" + SECRET + "\"]";
    }

    @Override
    public String id(long number) {
        return Long.toString(first + number * EVENTS);
    }

    @Override
    public byte[] body(long number) {
        long next = first + number * EVENTS;
        StringBuilder body = new StringBuilder(24 * 1024).append('[');
        for (int i = 0; i < EVENTS; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"eventId\":")
                    .append(next++)
                    .append(",\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":")
                    .append(occurred)
                    .append(",\"subscriptionType\":\"contact.propertyChange\",\"attemptNumber\":0,\"objectId\":")
                    .append(1_000 + i)
                    .append(
                            ",\"changeSource\":\"CRM\",\"propertyName\":\"lifecyclestage\",\"propertyValue\":\"customer\",\"appId\":54321}");
        }
        return body.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public ByteBuffer request(long number, byte[] body, long seconds) {
        String time = Long.toString(seconds * 1_000);
        mac.update(("POST" + URL).getBytes(StandardCharsets.US_ASCII));
        mac.update(body);
        mac.update(time.getBytes(StandardCharsets.US_ASCII));
        String head =
                "POST /webhooks/" + SOURCE + " HTTP/1.1\r\nHost: hooks.example\r\nContent-Type: application/json\r\n"
                        + "X-HubSpot-Request-Timestamp: " + time + "\r\nX-HubSpot-Signature-v3: "
                        + Base64.getEncoder().encodeToString(mac.doFinal()) + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n";
        return ByteBuffer.wrap(GithubRequests.bytes(head, body));
    }
}
