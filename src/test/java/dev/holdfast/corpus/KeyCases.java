package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Keys that are public, named by the request, or served by the vendor: C58, C60, C61, C62, and the token of a handshake, C98. */
final class KeyCases {
    static final String SNS_TOPIC = "arn:aws:sns:us-east-1:123456789012:orders";
    private static final KeyPair PAIR = pair();

    /** The order of the group of Ed25519, little end first: what added to S makes a second spelling. */
    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private KeyCases() {}

    /** What a source that trusts the pair's private key is configured with. */
    static String publicKey() {
        return "whpk_" + Base64.getEncoder().encodeToString(bare());
    }

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        cases.addAll(ed25519());
        cases.addAll(sns());
        cases.addAll(tokens());
        cases.addAll(challenges());
        return cases;
    }

    private static List<HostileCase> ed25519() {
        List<HostileCase> cases = new ArrayList<>();
        cases.add(HostileCase.of("C0", "ED25519: right", () -> edwards(KeyCases::signature), 200));
        cases.add(forged("all zero", signed -> new byte[64]));
        cases.add(forged("a byte less", signed -> Arrays.copyOf(signature(signed), 63)));
        cases.add(forged("a byte more", signed -> Arrays.copyOf(signature(signed), 65)));
        cases.add(forged("nothing", signed -> new byte[0]));
        cases.add(forged("S and the order of the group", signed -> withTheOrder(signature(signed))));
        cases.add(forged("the point of order one, S zero", signed -> small("01")));
        cases.add(forged(
                "a point of order eight, S zero",
                signed -> small("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")));
        cases.add(forged("an HMAC with the public key", signed -> Mac256.of(bare(), signed)));
        cases.add(HostileCase.of(
                "C58",
                "ED25519: an HMAC with the public key, under v1",
                () -> edwards("v1,", signed -> Mac256.of(bare(), signed)),
                401));
        return cases;
    }

    private interface Signer {
        byte[] of(byte[] signed);
    }

    private static HostileCase forged(String name, Signer signer) {
        return HostileCase.of("C58", "ED25519: " + name, () -> edwards(signer), 401);
    }

    private static RawRequest edwards(Signer signer) {
        return edwards("v1a,", signer);
    }

    private static RawRequest edwards(String label, Signer signer) {
        String id = "msg_" + UUID.randomUUID();
        String now = Long.toString(Scheme.now());
        byte[] body = Scheme.STANDARD.event();
        byte[] signature = signer.of(Mac256.join(id + "." + now + ".", body));
        return RawRequest.post("hostile-ed25519")
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", now)
                .header("webhook-signature", label + Mac256.base64(signature))
                .body(body);
    }

    private static byte[] signature(byte[] signed) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(PAIR.getPrivate());
            signer.update(signed);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] withTheOrder(byte[] signature) {
        byte[] other = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (other[32 + i] & 0xff) + (ORDER[i] & 0xff) + carry;
            other[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return other;
    }

    private static byte[] small(String point) {
        return Arrays.copyOf(Arrays.copyOf(HexFormat.of().parseHex(point), 32), 64);
    }

    private static byte[] bare() {
        byte[] spki = PAIR.getPublic().getEncoded();
        return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Well-formed messages whose certificate would be a stranger's; what is refused is refused before anything is fetched. */
    private static List<HostileCase> sns() {
        List<HostileCase> cases = new ArrayList<>();
        for (String url : List.of(
                "https://sns.us-east-1.amazonaws.com.evil.test/x.pem",
                "http://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem",
                "https://sns.us-east-1.amazonaws.com@evil.test/x.pem",
                "https://evil.test#sns.us-east-1.amazonaws.com/x.pem",
                "https://evil.test/?sns.us-east-1.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com:8443/SimpleNotificationService-1.pem",
                "https://sns.evil.amazonaws.com.s3.amazonaws.com/x.pem",
                "https://sns.us-east-1.amazonaws.com\\\\@evil.test/x.pem",
                "https://user:password@sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem",
                "https://sns.us-east-1.amazonaws.com/../x.pem",
                "https://169.254.169.254/SimpleNotificationService-1.pem",
                "file:///etc/passwd",
                "//sns.us-east-1.amazonaws.com/x.pem",
                "https://SNS.us-east-1.amazonaws.com/SimpleNotificationService-1.pem",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem?x=https://evil.test",
                "")) {
            cases.add(HostileCase.of(
                    "C60", "SNS: certificate '" + url + "'", () -> notification("Notification", url, "{}"), 401));
        }
        cases.add(HostileCase.of(
                "C61",
                "SNS: a subscription to a cloud's metadata",
                () -> notification(
                        "SubscriptionConfirmation",
                        "https://evil.test/x.pem",
                        "\",\"Token\":\"t\",\"SubscribeURL\":\"http://169.254.169.254/latest/meta-data/"),
                401));
        return cases;
    }

    private static RawRequest notification(String type, String certificate, String message) {
        String body =
                "{\"Type\":\"" + type + "\",\"MessageId\":\"" + UUID.randomUUID() + "\",\"TopicArn\":\"" + SNS_TOPIC
                        + "\",\"Timestamp\":\"" + java.time.Instant.ofEpochSecond(Scheme.now())
                        + "\",\"SignatureVersion\":\"2\",\"Signature\":\"" + Mac256.base64(new byte[256])
                        + "\",\"SigningCertURL\":\"" + certificate + "\",\"Message\":\"" + message + "\"}";
        return RawRequest.post("hostile-sns")
                .header("Content-Type", "text/plain; charset=UTF-8")
                .body(body);
    }

    /** Tokens whose claims are right and whose header wants something; 503 says that a key of the vendor's would be needed. */
    private static List<HostileCase> tokens() {
        List<HostileCase> cases = new ArrayList<>();
        for (String header : List.of(
                "{\"alg\":\"none\",\"kid\":\"k\"}",
                "{\"alg\":\"None\",\"kid\":\"k\"}",
                "{\"alg\":\"nOnE\",\"kid\":\"k\"}",
                "{\"alg\":\"HS256\",\"kid\":\"k\"}",
                "{\"alg\":\"RS256\",\"kid\":\"k\"}",
                "{\"alg\":\"es256\",\"kid\":\"k\"}",
                "{\"alg\":\"\",\"kid\":\"k\"}",
                "{\"alg\":null,\"kid\":\"k\"}",
                "{\"kid\":\"k\"}",
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\",\"kid\":\"\"}",
                "{\"alg\":\"ES256\",\"alg\":\"none\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"crit\":[\"x\"]}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"b64\":false}",
                "[]",
                "")) {
            cases.add(HostileCase.of("C62", "JWT: " + header, () -> token(header, "x"), 401));
        }
        for (String kid : List.of("../../key", "k'; drop table event; --", "k\\u0000", "http://169.254.169.254/")) {
            String header = "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}";
            cases.add(HostileCase.of("C62", "JWT: " + header, () -> token(header, "x"), 401, 503)
                    .rows(0));
        }
        for (String url : List.of("jku", "x5u", "jwk", "x5c")) {
            String header = "{\"alg\":\"ES256\",\"kid\":\"k\",\"" + url + "\":\"https://evil.test/keys\"}";
            cases.add(HostileCase.of("C62", "JWT: " + header, () -> token(header, "x"), 401, 503)
                    .rows(0));
        }
        cases.add(
                HostileCase.of("C62", "JWT: no signature", () -> token("{\"alg\":\"ES256\",\"kid\":\"k\"}", ""), 401));
        return cases;
    }

    private static RawRequest token(String header, String signature) {
        byte[] body = Scheme.STRIPE.event();
        String claims = "{\"iat\":" + Scheme.now() + ",\"request_body_sha256\":\"" + sha256(body) + "\"}";
        String token = base64Url(header) + "." + base64Url(claims) + "." + base64Url(signature.repeat(64));
        return RawRequest.post("hostile-jws")
                .header("Content-Type", "application/json")
                .header("X-Token", token)
                .body(body);
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<HostileCase> challenges() {
        List<HostileCase> cases = new ArrayList<>();
        for (String query : List.of(
                "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444",
                "hub.mode=subscribe&hub.challenge=1158201444",
                "hub.mode=subscribe&hub.verify_token=&hub.challenge=1158201444",
                "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=%3Csvg%20onload%3Dalert(1)%3E",
                "hub.mode=subscribe&hub.verify_token=a&hub.verify_token=b&hub.challenge=1",
                "hub.mode=unsubscribe&hub.verify_token=wrong&hub.challenge=1",
                "")) {
            cases.add(HostileCase.of(
                            "C98",
                            "META: " + query,
                            () -> RawRequest.line("GET /webhooks/hostile-meta?" + query + " HTTP/1.1")
                                    .header("Host", "hooks.example")
                                    .header("Connection", "close"),
                            400,
                            401,
                            403)
                    .rows(0));
        }
        return cases;
    }
}
