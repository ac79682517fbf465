package dev.holdfast.vendor;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Key in a vendor's answer.
 *
 * @param take where it is: one key, or a list of which the one with the {@code kid} counts
 * @param kid that the token names
 */
record JwkReading(Pointer take, String kid) implements FetchedReading {
    private static final Duration LONGEST = FetchedKey.LONGEST;

    @Override
    public FetchedKey read(byte[] answer, Instant now) throws Fault {
        Node jwk = jwk(answer);
        String use = field(jwk, "use");
        // Plaid says of a key that it withdrew when that was.
        boolean usable = (use == null || use.equals("sig")) && field(jwk, "expired_at") == null;
        if (!usable) {
            throw new Fault("is a key that is not used any more", "one for signatures");
        }
        try {
            return new FetchedKey(key(jwk), now.plus(LONGEST));
        } catch (GeneralSecurityException e) {
            throw new Fault("is no key", "EC of P-256, or RSA of 2048 bits");
        }
    }

    private Node jwk(byte[] answer) throws Fault {
        Node found;
        try {
            found = take.first(JsonReader.read(answer));
        } catch (NotUnderstood e) {
            throw new Fault("is no JSON", "a JSON Web Key");
        }
        if (found == null) {
            throw new Fault("has no key where the page says", "a JSON Web Key");
        }
        for (Node one : found.step("*")) {
            String own = field(one, "kid");
            if (kid.equals(own) || (own == null && !found.isArray())) {
                return one;
            }
        }
        throw new Fault("has no key of that name", "a JSON Web Key");
    }

    private static PublicKey key(Node jwk) throws GeneralSecurityException {
        String type = field(jwk, "kty");
        if ("EC".equals(type) && "P-256".equals(field(jwk, "crv"))) {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
            ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
        }
        if ("RSA".equals(type)) {
            BigInteger modulus = number(jwk, "n");
            if (modulus.bitLength() >= 2048 && modulus.bitLength() <= 8192) {
                return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(jwk, "e")));
            }
        }
        throw new GeneralSecurityException("another kind of key");
    }

    private static BigInteger number(Node jwk, String name) throws GeneralSecurityException {
        String text = field(jwk, name);
        byte[] bytes = text == null ? null : Encoding.BASE64URL.decode(text);
        if (bytes == null || bytes.length == 0) {
            throw new GeneralSecurityException("no number");
        }
        return new BigInteger(1, bytes);
    }

    private static @Nullable String field(Node jwk, String name) {
        List<Node> found = jwk.step(name);
        return found.isEmpty() ? null : found.get(0).text();
    }
}
