package dev.holdfast.reconcile.token;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication.Signed;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A signed statement of who we are (RFC 7523), RS256. No message of a fault holds anything of the key. */
final class Assertion {
    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----\\s*");
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** AlgorithmIdentifier of RSA, as PKCS #8 puts it before a key of PKCS #1, with the version before it. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private Assertion() {}

    /**
     * Signs.
     *
     * @param key PEM, PKCS #8 or PKCS #1
     * @param keyId for vendors that know several of our keys; null for none
     * @throws IllegalStateException when the key is none
     */
    static Secret sign(JsonObject claims, Secret key, @Nullable String keyId) {
        JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        String signed = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey(key));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return Secret.of(signed + "." + URL.encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the credential private-key does not sign");
        }
    }

    /**
     * A token of the app's own. It begins a minute ago, since clocks differ, and holds for five more: vendors allow ten in all.
     *
     * @throws IllegalStateException when a credential is missing or no key; the message names it
     */
    static Secret own(Signed how, Map<String, Secret> credentials, Instant now) {
        Secret issuer = credentials.get(how.issuer());
        Secret key = credentials.get(how.key());
        if (issuer == null || key == null) {
            throw new IllegalStateException("no credential " + (issuer == null ? how.issuer() : how.key()));
        }
        JsonObject claims = new JsonObject()
                .put("iss", issuer.reveal())
                .put("iat", now.getEpochSecond() - 60)
                .put("exp", now.getEpochSecond() + 300);
        return sign(claims, key, null);
    }

    private static String encoded(JsonObject json) {
        return URL.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static PrivateKey privateKey(Secret key) {
        Matcher pem = PEM.matcher(key.reveal());
        if (!pem.matches()) {
            throw new IllegalStateException("the credential private-key is no PEM of a private key");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] pkcs8 = pem.group(1) == null ? der : wrapped(der);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the credential private-key is no RSA key");
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        byte[] octets = tagged(0x04, pkcs1);
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        inside.writeBytes(RSA);
        inside.writeBytes(octets);
        return tagged(0x30, inside.toByteArray());
    }

    /** DER: tag, length in three bytes, content. Keys are some hundred to some thousand bytes. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        der.write(0x82);
        der.write(content.length >> 8);
        der.write(content.length);
        der.writeBytes(content);
        return der.toByteArray();
    }
}
