package dev.holdfast.sdk;

import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Svix' library signs and judges; also for Codat, which sends through Svix.
 *
 * @param family what the names of the headers begin with
 */
record SvixSdk(String vendor, String family, String secret) implements Sdk {
    @Override
    public Sdk stranger() {
        return new SvixSdk(vendor, family, secret.replace("MDEy", "QUJD"));
    }

    @Override
    public String signatureHeader() {
        return family + "-signature";
    }

    @Override
    public String timeHeader() {
        return family + "-timestamp";
    }

    @Override
    public boolean looksAtTheTime() {
        return true;
    }

    @Override
    public String body(String id) {
        return "{\"type\":\"invoice.paid\",\"eventType\":\"invoice.write.successful\",\"generatedDate\":\"2026-11-20T06:00:00Z\",\"payload\":{\"id\":\""
                + id + "\"}}";
    }

    @Override
    public Sent signed(String body, long seconds) throws Exception {
        String id = "msg_" + Integer.toHexString(body.hashCode());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put(family + "-id", id);
        headers.put(timeHeader(), Long.toString(seconds));
        headers.put(signatureHeader(), new Webhook(secret).sign(id, seconds, body));
        return new Sent(body, headers);
    }

    @Override
    public boolean takes(Sent sent) throws Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        sent.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        try {
            new Webhook(secret).verify(sent.body(), headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
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
                "likewise");
    }
}
