package dev.holdfast.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The least that a Stripe receiver must do before it may believe a request. One thread's own. */
final class StripeDoor {
    private static final long TOLERANCE_SECONDS = 300;

    private final Mac mac;

    StripeDoor(String secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the header {@code t=…,v1=…} is right for these bytes, now. */
    boolean admits(@Nullable String header, byte[] body) {
        if (header == null || !header.startsWith("t=")) {
            return false;
        }
        int comma = header.indexOf(",v1=");
        if (comma < 0) {
            return false;
        }
        String timestamp = header.substring(2, comma);
        mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) '.');
        byte[] expected = mac.doFinal(body);
        long age = System.currentTimeMillis() / 1000 - Long.parseLong(timestamp);
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(header, comma + 4, header.length()))
                && age <= TOLERANCE_SECONDS
                && age >= -TOLERANCE_SECONDS;
    }
}
