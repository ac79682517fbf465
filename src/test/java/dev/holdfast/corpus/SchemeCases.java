package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What only one grammar has: lists of signatures, signed ids, rotated secrets, passwords. C46 to C58, C96, C97. */
final class SchemeCases {
    static final String PASSWORD = "CANARY-user:CANARY-password-of-thirty-two";
    static final String TOKEN = "CANARY-bearer-token-of-thirty-two-bytes";
    static final String OLD_SECRET = "CANARY-old-secret-still-good-for-a-while";
    static final String REVOKED_SECRET = "CANARY-revoked-secret-good-for-nothing";

    private SchemeCases() {}

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        cases.addAll(lists());
        cases.addAll(ids());
        cases.addAll(rotation());
        cases.addAll(passwords());
        cases.addAll(handshakes());
        return cases;
    }

    private static List<HostileCase> lists() {
        return List.of(
                HostileCase.of("C48", "STRIPE: eight signatures, the last is right", () -> stripeList(8), 200),
                HostileCase.of("C48", "STRIPE: 9 signatures, the last is right", () -> stripeList(9), 401),
                HostileCase.of("C48", "STRIPE: 150 signatures", () -> stripeList(150), 400, 401, 431),
                HostileCase.of("C48", "STANDARD: eight signatures, the last is right", () -> standardList(8), 200),
                HostileCase.of("C48", "STANDARD: 9 signatures, the last is right", () -> standardList(9), 401),
                HostileCase.of(
                        "C50",
                        "SHOPIFY: joined by a proxy",
                        () -> Scheme.SHOPIFY
                                .valid()
                                .with(
                                        "X-Shopify-Hmac-Sha256",
                                        "AAAA, " + Scheme.SHOPIFY.valid().value("X-Shopify-Hmac-Sha256")),
                        401));
    }

    private static RawRequest stripeList(int count) {
        RawRequest request = Scheme.STRIPE.valid();
        String right = request.value("Stripe-Signature");
        int mac = right.indexOf("v1=");
        String wrong = "v1=" + "0".repeat(64) + ",";
        return request.with(
                "Stripe-Signature", right.substring(0, mac) + wrong.repeat(count - 1) + right.substring(mac));
    }

    private static RawRequest standardList(int count) {
        RawRequest request = Scheme.STANDARD.valid();
        String wrong = "v1," + Mac256.base64(new byte[32]) + " ";
        return request.with("webhook-signature", wrong.repeat(count - 1) + request.value("webhook-signature"));
    }

    private static List<HostileCase> ids() {
        List<HostileCase> cases = new ArrayList<>();
        for (String id : List.of("", "a".repeat(129), "a.b", "a b", "\u00e9")) {
            cases.add(HostileCase.of(
                            "C56",
                            "STANDARD: id '" + (id.length() > 9 ? "long" : id) + "'",
                            () -> Scheme.STANDARD.signed(
                                    Scheme.STANDARD.event(), Long.toString(Scheme.now()), Scheme.STANDARD.key(), id),
                            400,
                            401)
                    .rows(0));
        }
        cases.add(HostileCase.of("C57", "STANDARD: a border moved between id and time", SchemeCases::shifted, 401));
        return cases;
    }

    /** Signed as id {@code a}, time {@code 1.2}; sent as id {@code a.1}, time {@code 2}: the signed bytes are the same. */
    private static RawRequest shifted() {
        String now = Long.toString(Scheme.now());
        RawRequest signed = Scheme.STANDARD.signed(Scheme.STANDARD.event(), now, Scheme.STANDARD.key(), "a." + now);
        return signed.with("webhook-id", "a").with("webhook-timestamp", now + "." + now);
    }

    private static List<HostileCase> rotation() {
        return List.of(
                HostileCase.of("C52", "STRIPE: a secret that retires", () -> stripeWith(OLD_SECRET), 200),
                HostileCase.of("C52", "STRIPE: a secret that was revoked", () -> stripeWith(REVOKED_SECRET), 401));
    }

    private static RawRequest stripeWith(String secret) {
        return Scheme.STRIPE.signedWith(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static List<HostileCase> passwords() {
        String right = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
        List<HostileCase> cases = new ArrayList<>();
        cases.add(HostileCase.of("C0", "a right password", () -> authorized("hostile-basic", "Basic " + right), 200));
        cases.add(HostileCase.of("C0", "a right token", () -> authorized("hostile-bearer", "Bearer " + TOKEN), 200));
        for (String value : List.of(
                "",
                "Basic",
                "Basic ",
                "Basic =",
                "Basic !!!",
                "Bearer " + right,
                "Basic " + right + "=",
                "Basic " + right.substring(4),
                "Basic Og==",
                "basic" + right,
                "Basic " + right + ", Basic " + right)) {
            cases.add(HostileCase.of(
                    "C38",
                    "password '" + value.replace(right, "right") + "'",
                    () -> authorized("hostile-basic", value),
                    401));
        }
        for (String value : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer null",
                "Bearer " + TOKEN + "x",
                "Token " + TOKEN,
                TOKEN,
                "Bearer " + TOKEN.substring(1),
                "Bearer " + TOKEN.toLowerCase(Locale.ROOT))) {
            cases.add(HostileCase.of(
                    "C38",
                    "token '" + value.replace(TOKEN, "right") + "'",
                    () -> authorized("hostile-bearer", value),
                    401));
        }
        cases.add(HostileCase.of(
                "C37", "no password", () -> authorized("hostile-basic", "").without("Authorization"), 401));
        cases.add(HostileCase.of(
                "C49",
                "two tokens",
                () -> authorized("hostile-bearer", "Bearer " + TOKEN).header("Authorization", "Bearer " + TOKEN),
                401));
        return cases;
    }

    private static RawRequest authorized(String source, String value) {
        return RawRequest.post(source)
                .header("Authorization", value)
                .header("Content-Type", "application/json")
                .body(Scheme.OWN.event());
    }

    private static List<HostileCase> handshakes() {
        return List.of(
                HostileCase.of(
                        "C96",
                        "SLACK: a challenge that nobody signed",
                        () -> RawRequest.post("hostile-slack")
                                .header("Content-Type", "application/json")
                                .body(challenge("\"abc\"")),
                        401),
                HostileCase.of(
                                "C97",
                                "SLACK: a right challenge",
                                () -> signedChallenge("\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\""),
                                200)
                        .rows(0),
                HostileCase.of(
                                "C97",
                                "SLACK: a challenge with markup",
                                () -> signedChallenge("\"<script>alert(1)</script>\""),
                                200,
                                400,
                                401)
                        .rows(0),
                HostileCase.of(
                                "C97",
                                "SLACK: a challenge with line ends",
                                () -> signedChallenge("\"a\\r\\nSet-Cookie: a=b\""),
                                200,
                                400,
                                401)
                        .rows(0),
                HostileCase.of(
                                "C97",
                                "SLACK: a challenge of 500 KB",
                                () -> signedChallenge("\"" + "a".repeat(500_000) + "\""),
                                200,
                                400,
                                401)
                        .rows(0),
                HostileCase.of(
                                "C97",
                                "SLACK: a challenge that is no text",
                                () -> signedChallenge(
                                        "{\"a\":[" + UUID.randomUUID().hashCode() + "]}"),
                                200,
                                400,
                                401)
                        .rows(0, 1));
    }

    private static String challenge(String value) {
        return "{\"type\":\"url_verification\",\"token\":\"x\",\"challenge\":" + value + "}";
    }

    private static RawRequest signedChallenge(String value) {
        return Scheme.SLACK.signed(challenge(value).getBytes(StandardCharsets.UTF_8));
    }
}
