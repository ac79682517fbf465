package dev.holdfast.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes events as Stripe sends them: a JSON body of a given size, and a request signed over its exact bytes. */
public final class StripeSigner {
    /** Text that compresses as events do: words that come again, numbers that do not. */
    private static final byte[] PROSE = prose(64 * 1024);

    private final Mac mac;
    private final String path;
    private final int bodyBytes;
    private final long aheadSeconds;

    /**
     * A signer for one source; not for use by two threads.
     *
     * @param secret the whole text, {@code whsec_} included, is the key
     * @param bodyBytes length of every body, padding included; at most 32 KiB
     */
    public StripeSigner(String source, String secret, int bodyBytes) {
        this(source, secret, bodyBytes, Duration.ZERO);
    }

    /** The same of a vendor whose clock is ahead; what it signs bears its own time. */
    StripeSigner(String source, String secret, int bodyBytes, Duration ahead) {
        this.path = "/webhooks/" + source;
        this.bodyBytes = bodyBytes;
        this.aheadSeconds = ahead.toSeconds();
        this.mac = macOf(secret);
    }

    private static Mac macOf(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event's bytes; the same arguments make the same bytes. */
    public byte[] body(String id, String type, long createdSeconds) {
        String start = "{\"id\":\"" + id + "\",\"object\":\"event\",\"type\":\"" + type + "\",\"created\":"
                + createdSeconds + ",\"livemode\":false,\"data\":{\"object\":{\"note\":\"";
        String end = "\"}}}";
        byte[] body = new byte[Math.max(bodyBytes, start.length() + end.length())];
        int from = Math.floorMod(id.hashCode(), PROSE.length / 2);
        System.arraycopy(PROSE, from, body, 0, Math.min(body.length, PROSE.length / 2));
        put(body, 0, start);
        put(body, body.length - end.length(), end);
        return body;
    }

    private static byte[] prose(int length) {
        String[] words = {"customer", "amount", "currency", "line_items", "eur", "period_end", "subscription", "paid"};
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(words[random.nextInt(words.length)])
                    .append(' ')
                    .append(random.nextInt(1 << 24))
                    .append(' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(byte[] target, int at, String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    /** A whole request, signed for a moment. */
    public ByteBuffer request(byte[] body, long timestampSeconds) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: hooks.example\r\nContent-Type: application/json\r\n"
                + "Stripe-Signature: " + signature(body, timestampSeconds) + "\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        byte[] request = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, request, head.length(), body.length);
        return ByteBuffer.wrap(request);
    }

    /** The value of {@code Stripe-Signature}. */
    public String signature(byte[] body, long seconds) {
        long timestampSeconds = seconds + aheadSeconds;
        mac.update((timestampSeconds + ".").getBytes(StandardCharsets.US_ASCII));
        return "t=" + timestampSeconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
