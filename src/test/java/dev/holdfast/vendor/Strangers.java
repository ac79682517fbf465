package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What strangers make of a good request, for any vendor. */
final class Strangers {
    static final List<String> GARBAGE = List.of(
            "garbage",
            "=",
            ",",
            "v1=",
            "v1,",
            "t=1,v1=zz",
            "sha256=",
            "sha256=" + "0".repeat(64),
            "v0=" + "f".repeat(64),
            "t=1700000000,v1=" + "0".repeat(64),
            "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "Bearer ",
            "Basic Og==",
            "a.b.c",
            "eyJhbGciOiJub25lIiwia2lkIjoieCJ9.e30.",
            "\u00e9\u0000\uD83D\uDE00",
            "x".repeat(9_000));

    private Strangers() {}

    /** The last letter or digit is another. */
    static Request withChangedBody(Request request) {
        byte[] body = request.body().clone();
        int at = body.length - 1;
        while (at >= 0 && !Character.isLetterOrDigit(body[at])) {
            at--;
        }
        if (at < 0) {
            body = java.util.Arrays.copyOf(body, body.length + 1);
            at = body.length - 1;
        }
        body[at] = (byte) (body[at] == '7' ? '8' : '7');
        return new Request(request.method(), request.query(), request.headers(), body, request.received());
    }

    /** Another text where any signature of the vendor stands; null for none at all. */
    static Request withSignature(Vector vector, @Nullable String text) {
        Request request = vector.request();
        List<Value> values = new ArrayList<>(values(vector.proof()));
        vector.page().page().signatures().forEach(signature -> values.addAll(values(signature)));
        List<String> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : request.headers().entries()) {
            boolean itself = values.stream().anyMatch(value -> names(vector, value, header.getKey()));
            if (!itself || text != null) {
                headers.add(header.getKey());
                headers.add(itself ? text : header.getValue());
            }
        }
        String query = values.get(0).place() == Place.QUERY
                ? text == null ? null : values.get(0).name() + "=" + Text.escaped(text)
                : request.query();
        byte[] body = inBody(values.get(0), vector.body(), text).getBytes(StandardCharsets.UTF_8);
        return new Request(
                request.method(), query, Requests.headers(headers.toArray(String[]::new)), body, request.received());
    }

    /** Percent escapes of a query. */
    private static final class Text {
        static String escaped(String text) {
            return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    private static boolean names(Vector vector, Value value, String header) {
        return value.place() == Place.HEADER
                && (value.isNumbered()
                        ? header.toLowerCase(Locale.ROOT)
                                .startsWith(value.name().replace("*", "").toLowerCase(Locale.ROOT))
                        : vector.header(value).equalsIgnoreCase(header));
    }

    /** The field by its name, wherever it stands. */
    private static String inBody(Value value, String body, @Nullable String text) {
        if (value.place() != Place.BODY && value.place() != Place.ITEM) {
            return body;
        }
        String name = value.path().steps().get(value.path().steps().size() - 1);
        String field = "(\"" + name + "\"\\s*:\\s*)\"[^\"]*\"";
        return text == null
                ? body.replaceAll("\"" + name + "\"(\\s*:\\s*\")", "\"other\"$1")
                : body.replaceAll(
                        field,
                        "$1"
                                + java.util.regex.Matcher.quoteReplacement(
                                        com.fasterxml.jackson.databind.node.TextNode.valueOf(text)
                                                .toString()));
    }

    private static List<Value> values(Signature signature) {
        if (signature instanceof Signature.Hmac hmac) {
            return hmac.proof().values();
        }
        if (signature instanceof Signature.PublicKey publicKey) {
            return publicKey.proof().values();
        }
        if (signature instanceof Signature.Digest digest) {
            return digest.proof().values();
        }
        if (signature instanceof Signature.Equals equals) {
            return equals.values();
        }
        if (signature instanceof Signature.Jws jws) {
            return jws.values();
        }
        try {
            return List.of(Value.parse("body:/Signature"));
        } catch (Fault e) {
            throw new IllegalStateException(e);
        }
    }

    /** A secret of the same kind that is somebody else's. */
    static String otherSecret(Vector vector) {
        String bytes = Base64.getEncoder().encodeToString("some other 24 bytes here".getBytes(StandardCharsets.UTF_8));
        if (vector.secret().startsWith("whpk_")) {
            return "whpk_" + Base64.getEncoder().encodeToString(rawEd25519());
        }
        return switch (vector.vendor()) {
            case "adyen" -> "0123456789ABCDEF".repeat(4);
            case "finch" -> bytes;
            case "discord" -> HexFormat.of().formatHex(rawEd25519());
            case "sendgrid" ->
                Base64.getEncoder().encodeToString(publicKey("EC").getEncoded());
            case "paypal" -> "1AB23456CD789012E";
            case "salesforce" -> "00Dxx0000000009EAA";
            default -> vector.secret().startsWith("whsec_") ? "whsec_" + bytes : "user:another secret of enough bytes";
        };
    }

    /** What somebody else would serve. */
    static byte[] otherServed(Vector vector) {
        if (vector.vendor().equals("aws-sns")) {
            return new byte[0];
        }
        if (!vector.vendor().equals("plaid")) {
            return vector.served();
        }
        java.security.interfaces.ECPublicKey key = (java.security.interfaces.ECPublicKey) publicKey("EC");
        String jwk = "{\"key\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}}"
                .formatted(number(key.getW().getAffineX()), number(key.getW().getAffineY()));
        return jwk.getBytes(StandardCharsets.UTF_8);
    }

    private static String number(java.math.BigInteger number) {
        byte[] bytes = HexFormat.of().parseHex("%064x".formatted(number));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] rawEd25519() {
        byte[] spki = publicKey("Ed25519").getEncoded();
        return java.util.Arrays.copyOfRange(spki, spki.length - 32, spki.length);
    }

    private static PublicKey publicKey(String family) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            if (family.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
