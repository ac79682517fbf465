package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * How the sources of this corpus sign: one per grammar that vendors use.
 *
 * <p>Every secret holds the word {@code CANARY}: it must never be seen in a log.
 */
enum Scheme {
    /** Pairs with a time, hexadecimal. */
    STRIPE("hostile-stripe", "Stripe-Signature", true),
    /** A label and a hexadecimal MAC of the body. */
    GITHUB("hostile-github", "X-Hub-Signature-256", false),
    /** A label, and the time in a header of its own. */
    SLACK("hostile-slack", "X-Slack-Signature", true),
    /** A bare base64 MAC of the body. */
    SHOPIFY("hostile-shopify", "X-Shopify-Hmac-Sha256", false),
    /** Standard Webhooks: id, time, and a list separated by blanks. */
    STANDARD("hostile-standard", "webhook-signature", true),
    /** An operator's own page. */
    OWN("hostile-own", "X-Own-Signature", true);

    static final String TEXT_SECRET = "CANARY-text-secret-of-thirty-two-bytes";
    static final String STANDARD_SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("CANARY-standard-secret-of-32-bytes".getBytes(StandardCharsets.UTF_8));

    private final String source;
    private final String header;
    private final boolean timed;

    Scheme(String source, String header, boolean timed) {
        this.source = source;
        this.header = header;
        this.timed = timed;
    }

    String source() {
        return source;
    }

    /** The header that carries the signature. */
    String header() {
        return header;
    }

    boolean isTimed() {
        return timed;
    }

    boolean isHex() {
        return this == STRIPE || this == GITHUB || this == SLACK || this == OWN;
    }

    /** The key's bytes, as the vendor has them. */
    byte[] key() {
        return this == STANDARD
                ? Base64.getDecoder().decode(STANDARD_SECRET.substring("whsec_".length()))
                : TEXT_SECRET.getBytes(StandardCharsets.UTF_8);
    }

    static long now() {
        return System.currentTimeMillis() / 1000;
    }

    /** A new event's body that this source understands. */
    byte[] event() {
        return event("evt_" + UUID.randomUUID());
    }

    /** The body of the event with this id. */
    byte[] event(String id) {
        String text = switch (this) {
            case SLACK ->
                "{\"type\":\"event_callback\",\"team_id\":\"T1\",\"event_id\":\"" + id
                        + "\",\"event_time\":" + now()
                        + ",\"event\":{\"type\":\"message\",\"channel\":\"C1\",\"ts\":\"" + now() + ".1\"}}";
            case OWN -> "{\"events\":[" + item(id) + "]}";
            default ->
                "{\"id\":\"" + id + "\",\"object\":\"event\",\"type\":\"invoice.paid\",\"created\":" + now()
                        + ",\"note\":\"CANARY-in-the-body\"}";
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One event of a batch of the operator's own vendor. */
    static String item(String id) {
        return "{\"uuid\":\"" + id + "\",\"kind\":\"invoice\",\"verb\":\"paid\",\"ref\":\"" + id
                + "\",\"at\":\"2026-11-20T06:00:00Z\"}";
    }

    /** A right request with a new event. */
    RawRequest valid() {
        return signed(event());
    }

    RawRequest signed(byte[] body) {
        return signed(body, Long.toString(now()));
    }

    RawRequest signed(byte[] body, String timestamp) {
        return signed(body, timestamp, key(), "msg_" + UUID.randomUUID());
    }

    /** A request signed with a key of choice. */
    RawRequest signedWith(byte[] key) {
        return signed(event(), Long.toString(now()), key, "msg_" + UUID.randomUUID());
    }

    /** Everything chosen: body, time as text, key, and the id that some vendors put into a header. */
    RawRequest signed(byte[] body, String timestamp, byte[] key, String id) {
        byte[] mac = Mac256.of(key, message(body, timestamp, id));
        RawRequest request = RawRequest.post(source)
                .header("Content-Type", "application/json")
                .header(header, value(mac, timestamp))
                .body(body);
        return switch (this) {
            case SLACK -> request.header("X-Slack-Request-Timestamp", timestamp);
            case GITHUB ->
                request.header("X-GitHub-Event", "push")
                        .header("X-GitHub-Hook-ID", "1")
                        .header("X-GitHub-Delivery", id);
            case SHOPIFY ->
                request.header("X-Shopify-Topic", "orders/paid")
                        .header("X-Shopify-Shop-Domain", "shop.myshopify.com")
                        .header("X-Shopify-Webhook-Id", id);
            case STANDARD -> request.header("webhook-id", id).header("webhook-timestamp", timestamp);
            default -> request;
        };
    }

    private byte[] message(byte[] body, String timestamp, String id) {
        return switch (this) {
            case STRIPE, OWN -> Mac256.join(timestamp + ".", body);
            case SLACK -> Mac256.join("v0:" + timestamp + ":", body);
            case STANDARD -> Mac256.join(id + "." + timestamp + ".", body);
            case GITHUB, SHOPIFY -> body;
        };
    }

    /** The header's value for a MAC. */
    String value(byte[] mac, String timestamp) {
        return value(isHex() ? HexFormat.of().formatHex(mac) : Mac256.base64(mac), timestamp);
    }

    /** The header's value for a MAC in a spelling of choice. */
    String value(String mac, String timestamp) {
        return switch (this) {
            case STRIPE -> "t=" + timestamp + ",v1=" + mac;
            case OWN -> "ts=" + timestamp + ",sig=" + mac;
            case GITHUB -> "sha256=" + mac;
            case SLACK -> "v0=" + mac;
            case STANDARD -> "v1," + mac;
            case SHOPIFY -> mac;
        };
    }
}
