package dev.holdfast.vendor;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hash functions that a page may name for {@code hmac}; the request has no say in it. */
enum Algorithm {
    /** 32 bytes. */
    SHA256("HmacSHA256", "SHA-256", 32),
    /** 64 bytes. */
    SHA512("HmacSHA512", "SHA-512", 64),
    /** 20 bytes; still sound inside HMAC, and what some vendors have. */
    SHA1("HmacSHA1", "SHA-1", 20);

    private final String mac;
    private final String digest;
    private final int length;

    Algorithm(String mac, String digest, int length) {
        this.mac = mac;
        this.digest = digest;
        this.length = length;
    }

    /** Bytes of a signature. */
    int length() {
        return length;
    }

    /** A MAC that holds the key; not for two threads at once. */
    Mac keyed(byte[] key) {
        try {
            Mac keyed = Mac.getInstance(mac);
            keyed.init(new SecretKeySpec(key, mac));
            return keyed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(mac + " is not there", e);
        }
    }

    byte[] digest(List<byte[]> pieces) {
        try {
            MessageDigest hash = MessageDigest.getInstance(digest);
            pieces.forEach(hash::update);
            return hash.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(digest + " is not there", e);
        }
    }
}
