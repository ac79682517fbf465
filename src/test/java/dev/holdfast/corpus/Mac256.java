package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 in the spellings that vendors use. */
final class Mac256 {
    private Mac256() {}

    /** An empty key is, by HMAC's padding, the same as a zero byte: Java refuses the first and makes the second. */
    static byte[] of(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] mac) {
        return HexFormat.of().formatHex(mac);
    }

    static String base64(byte[] mac) {
        return Base64.getEncoder().encodeToString(mac);
    }

    /** Text and bytes, one after the other. */
    static byte[] join(String prefix, byte[] body) {
        byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
