package dev.holdfast.sdk;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The library of Standard Webhooks signs and judges; also for Finch, whose formula is the same under names of its own.
 *
 * @param family what the names of the headers begin with
 */
record StandardSdk(String vendor, String family, String secret) implements Sdk {
    @Override
    public Sdk stranger() {
        return new StandardSdk(vendor, family, secret.replace("MDEy", "QUJD"));
    }

    /** The same vendor's customer with another key. */
    StandardSdk of(String base64) {
        return new StandardSdk(vendor, family, (secret.startsWith("whsec_") ? "whsec_" : "") + base64);
    }

    private String idHeader() {
        return family.equals("Finch") ? "Finch-Event-Id" : family + "-id";
    }

    @Override
    public String signatureHeader() {
        return family.equals("Finch") ? "Finch-Signature" : family + "-signature";
    }

    @Override
    public String timeHeader() {
        return family.equals("Finch") ? "Finch-Timestamp" : family + "-timestamp";
    }

    @Override
    public boolean looksAtTheTime() {
        return true;
    }

    @Override
    public String body(String id) {
        return "{\"type\":\"invoice.paid\",\"event_type\":\"invoice.paid\",\"connection_id\":\"c\",\"timestamp\":\"2026-11-20T06:00:00Z\",\"data\":{\"id\":\""
                + id + "\"}}";
    }

    @Override
    public Sent signed(String body, long seconds) throws Exception {
        String id = "msg_" + Integer.toHexString(body.hashCode());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put(idHeader(), id);
        headers.put(timeHeader(), Long.toString(seconds));
        headers.put(signatureHeader(), new Webhook(secret).sign(id, seconds, body));
        return new Sent(body, headers);
    }

    @Override
    public boolean takes(Sent sent) throws Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        put(headers, "webhook-id", sent, idHeader());
        put(headers, "webhook-timestamp", sent, timeHeader());
        put(headers, "webhook-signature", sent, signatureHeader());
        try {
            new Webhook(secret).verify(sent.body(), HttpHeaders.of(headers, (name, value) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static void put(Map<String, List<String>> headers, String name, Sent sent, String ours) {
        if (sent.headers().containsKey(ours)) {
            headers.put(name, List.of(sent.header(ours)));
        }
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of(
                "a letter after the signature",
                "where it is a comma the library forgets what follows it",
                "the signature twice, with a comma",
                "the library forgets what follows the second comma",
                "a time with a sign",
                "the library signs the number that it read, so one time has several spellings",
                "a time with a zero before it",
                "likewise",
                "a time with a blank",
                "likewise");
    }
}
