package dev.holdfast.sdk;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.util.LinkedHashMap;
import java.util.Map;

/** stripe-java signs and judges. */
record StripeSdk(String secret) implements Sdk {
    @Override
    public String vendor() {
        return "stripe";
    }

    @Override
    public Sdk stranger() {
        return new StripeSdk("whsec_another0123456789abcdefg");
    }

    @Override
    public String signatureHeader() {
        return "Stripe-Signature";
    }

    @Override
    public String timeHeader() {
        return "";
    }

    @Override
    public boolean looksAtTheTime() {
        return true;
    }

    @Override
    public String body(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"invoice.paid\",\"created\":1700000000,\"data\":{\"amount\":1999}}";
    }

    @Override
    public Sent signed(String body, long seconds) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Stripe-Signature", Webhook.Signature.generateSignatureHeader(body, secret, seconds));
        return new Sent(body, headers);
    }

    @Override
    public boolean takes(Sent sent) {
        try {
            return Webhook.Signature.verifyHeader(sent.body(), sent.header("Stripe-Signature"), secret, 300);
        } catch (SignatureVerificationException e) {
            return false;
        }
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of(
                "signed in the future",
                "the library looks for old times only, we look both ways",
                "the signature twice, with a comma",
                "it has two times then, and the library takes the first");
    }
}
