package dev.holdfast.sdk;

import com.squareup.square.utilities.WebhooksHelper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Square's library judges what the documented formula signs. */
record SquareSdk(String secret) implements Sdk {
    @Override
    public String vendor() {
        return "square";
    }

    @Override
    public Sdk stranger() {
        return new SquareSdk("the signature key of another");
    }

    @Override
    public String signatureHeader() {
        return "x-square-hmacsha256-signature";
    }

    @Override
    public String timeHeader() {
        return "";
    }

    @Override
    public boolean looksAtTheTime() {
        return false;
    }

    @Override
    public String body(String id) {
        return "{\"merchant_id\":\"m\",\"type\":\"payment.updated\",\"event_id\":\"" + id
                + "\",\"created_at\":\"2026-11-20T06:00:00Z\"}";
    }

    @Override
    public Sent signed(String body, long seconds) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put(signatureHeader(), Formula.hmacBase64("HmacSHA256", secret, URL + body));
        return new Sent(body, headers);
    }

    @Override
    public boolean takes(Sent sent) throws Exception {
        return WebhooksHelper.verifySignature(sent.body(), sent.header(signatureHeader()), secret, URL);
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of();
    }
}
