package dev.holdfast.sdk;

import com.sendgrid.helpers.eventwebhook.EventWebhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** SendGrid's library judges what a key pair of a test signs; it wants Bouncy Castle to be there by name. */
record SendGridSdk(KeyPair pair) implements Sdk {
    private static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    private static final String TIME = "X-Twilio-Email-Event-Webhook-Timestamp";

    SendGridSdk() {
        this(newPair());
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String vendor() {
        return "sendgrid";
    }

    @Override
    public String secret() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    @Override
    public Sdk stranger() {
        return new SendGridSdk();
    }

    @Override
    public String signatureHeader() {
        return SIGNATURE;
    }

    @Override
    public String timeHeader() {
        return TIME;
    }

    @Override
    public boolean looksAtTheTime() {
        return false;
    }

    @Override
    public String body(String id) {
        return "[{\"email\":\"a@example.com\",\"timestamp\":1700000000,\"event\":\"open\",\"sg_event_id\":\"" + id
                + "\",\"sg_message_id\":\"m\"}]\r\n";
    }

    @Override
    public Sent signed(String body, long seconds) throws Exception {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update((seconds + body).getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put(TIME, Long.toString(seconds));
        headers.put(SIGNATURE, Base64.getEncoder().encodeToString(signer.sign()));
        return new Sent(body, headers);
    }

    @Override
    public boolean takes(Sent sent) throws Exception {
        EventWebhook library = new EventWebhook();
        return library.VerifySignature(
                library.ConvertPublicKeyToECDSA(secret()), sent.body(), sent.header(SIGNATURE), sent.header(TIME));
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of(
                "signed long ago",
                "the library knows no clock",
                "signed in the future",
                "the library knows no clock",
                "a letter of the signature",
                "where only bits change that belong to no byte the library takes both",
                "no padding",
                "the library decodes either spelling");
    }
}
