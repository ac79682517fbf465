package dev.holdfast.process;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** A key as Plaid has them: serves itself as a JWK, signs deliveries as tokens. */
final class PlaidKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String kid;
    private final KeyPair pair;

    PlaidKey(String kid) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.kid = kid;
        this.pair = generator.generateKeyPair();
    }

    String kid() {
        return kid;
    }

    /** What Plaid answers when asked for it. */
    String served() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return "{\"key\":{\"alg\":\"ES256\",\"crv\":\"P-256\",\"kty\":\"EC\",\"use\":\"sig\",\"expired_at\":null,\"kid\":\""
                + kid + "\",\"x\":\"" + number(key.getW().getAffineX()) + "\",\"y\":\""
                + number(key.getW().getAffineY()) + "\"},\"request_id\":\"r\"}";
    }

    /** The header {@code Plaid-Verification} over a body. */
    String token(String body) throws GeneralSecurityException {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        String signed = text("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}") + "."
                + text("{\"iat\":" + Instant.now().getEpochSecond() + ",\"request_body_sha256\":\"" + hash + "\"}");
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signer.sign());
    }

    private static String text(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, whole, 32 - length, length);
        return BASE64.encodeToString(whole);
    }
}
