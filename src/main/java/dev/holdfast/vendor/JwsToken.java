package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A compact JSON Web Signature, taken apart and not yet believed.
 *
 * @param signed the bytes that the signature covers
 */
record JwsToken(String algorithm, String kid, Node claims, byte[] signed, byte[] signature) {
    /** Characters; a token with a hash and a time has a tenth of it. */
    private static final int LONGEST = 8 * 1024;

    /** Characters of a key's name. */
    private static final int LONGEST_NAME = 128;

    /** The token; null when it is none, or says that it wants something understood that is not. */
    static @Nullable JwsToken parse(String text) {
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (text.length() > LONGEST || first <= 0 || last <= first + 1 || text.indexOf('.', first + 1) != last) {
            return null;
        }
        Node header = json(text.substring(0, first));
        Node claims = json(text.substring(first + 1, last));
        byte[] signature = decoded(text.substring(last + 1));
        if (header == null || claims == null || signature == null || signature.length == 0) {
            return null;
        }
        String algorithm = field(header, "alg");
        String kid = field(header, "kid");
        boolean plain = header.step("crit").isEmpty() && header.step("b64").isEmpty();
        if (!plain || algorithm == null || kid == null || kid.isEmpty() || kid.length() > LONGEST_NAME) {
            return null;
        }
        byte[] signed = text.substring(0, last).getBytes(StandardCharsets.US_ASCII);
        return new JwsToken(algorithm, kid, claims, signed, signature);
    }

    private static @Nullable Node json(String part) {
        byte[] bytes = decoded(part);
        try {
            return bytes == null ? null : JsonReader.read(bytes);
        } catch (NotUnderstood e) {
            return null;
        }
    }

    /** Tokens have no padding. */
    private static byte @Nullable [] decoded(String part) {
        return part.endsWith("=") ? null : Encoding.BASE64URL.decode(part);
    }

    private static @Nullable String field(Node object, String name) {
        return object.step(name).isEmpty() ? null : object.step(name).get(0).text();
    }
}
