package dev.holdfast.target;

import java.util.Base64;

/** A target's signing key, in one of the two forms of Standard Webhooks. Its text form is {@code ***}. */
public sealed interface SigningKey permits HmacKey, Ed25519Key {
    /** What a configured secret begins with when both sides share it. */
    String HMAC_PREFIX = "whsec_";

    /** What a configured secret begins with when we hold the private half of a pair. */
    String ED25519_PREFIX = "whsk_";

    /** Makes a signer with the key loaded; not thread-safe. */
    Signer signer();

    /**
     * Reads a configured secret: {@code whsec_} or {@code whsk_} and base 64.
     *
     * @throws IllegalArgumentException when it is no such secret, or too short to be one; the message says what is allowed
     *     and never repeats any of it
     */
    static SigningKey parse(String secret) {
        if (secret.startsWith(HMAC_PREFIX)) {
            return HmacKey.of(decode(secret.substring(HMAC_PREFIX.length())));
        }
        if (secret.startsWith(ED25519_PREFIX)) {
            return Ed25519Key.of(decode(secret.substring(ED25519_PREFIX.length())));
        }
        throw new IllegalArgumentException(
                "a signing secret begins with whsec_ (shared, for HMAC) or whsk_ (private, for Ed25519)");
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The decoder's own message names the character it stumbled over, which is a part of the secret.
            throw new IllegalArgumentException("what follows the prefix of a signing secret is base 64");
        }
    }

    /** Signs in one scheme. Not thread-safe. */
    interface Signer {
        /** The entry for {@code webhook-signature}, as in {@code v1,…}. */
        String sign(byte[] prefix, byte[] payload);
    }
}
