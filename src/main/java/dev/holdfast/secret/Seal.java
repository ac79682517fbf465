package dev.holdfast.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the service has to keep itself and nobody may read: secrets that vendors bring, tokens that are renewed.
 * AES-256-GCM under a master key of the operator's. May be used by many threads at once.
 *
 * <pre>
 *   1 byte version │ 8 bytes id of the key │ 12 bytes nonce │ what is sealed, and 16 bytes that prove it
 * </pre>
 *
 * <p>The context (what it is, and whose) is proved and not stored: what was sealed for one source opens for no other, so
 * rows cannot be exchanged. A rotation lists the new key before the old: the first seals, any opens.
 */
public final class Seal {
    /** Bytes of a master key. */
    public static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int HEADER_BYTES = 1 + ID_BYTES;
    private static final int TAG_BITS = 128;

    private final List<Master> masters;
    private final SecureRandom random;

    private record Master(byte[] id, SecretKeySpec key) {}

    private Seal(List<Master> masters, SecureRandom random) {
        this.masters = List.copyOf(masters);
        this.random = random;
    }

    /**
     * A seal.
     *
     * @param masters at least one; base 64 of {@value #KEY_BYTES} random bytes each. The first seals, any opens
     * @param random for nonces
     * @throws IllegalArgumentException when one is no such key; never quotes it
     */
    public static Seal of(List<Secret> masters, SecureRandom random) {
        if (masters.isEmpty()) {
            throw new IllegalArgumentException("a seal needs a master key");
        }
        List<Master> keys = new ArrayList<>();
        masters.forEach(master -> keys.add(master(master)));
        return new Seal(keys, random);
    }

    private static Master master(Secret text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.reveal());
        } catch (IllegalArgumentException e) {
            // The decoder's own message quotes a sign of the key.
            throw new IllegalArgumentException("is no base 64");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("is a key of " + key.length + " bytes, not of " + KEY_BYTES);
        }
        if (isRegular(key)) {
            throw new IllegalArgumentException("is not random");
        }
        return new Master(id(key), new SecretKeySpec(key, "AES"));
    }

    /** Of 32 random bytes about 30 are different. */
    private static boolean isRegular(byte[] key) {
        boolean[] seen = new boolean[256];
        int different = 0;
        for (byte one : key) {
            different += seen[one & 0xff] ? 0 : 1;
            seen[one & 0xff] = true;
        }
        return different < KEY_BYTES / 2;
    }

    private static byte[] id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("holdfast master key".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(key), ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Seals with the first key.
     *
     * @param context what it is and whose, as in {@code captured-secret:asana-live}; the same opens it
     */
    public byte[] seal(byte[] plain, String context) {
        Master master = masters.get(0);
        byte[] header =
                ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(master.id()).array();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, master, nonce, header, context).doFinal(plain);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + closed.length)
                    .put(header)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * What was sealed.
     *
     * @throws BrokenSeal when its key is not among ours, or it was changed, or sealed for another context
     */
    public byte[] open(byte[] sealed, String context) throws BrokenSeal {
        if (sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new BrokenSeal("is nothing that was sealed here");
        }
        byte[] header = Arrays.copyOf(sealed, HEADER_BYTES);
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
        Master master = masters.stream()
                .filter(one -> Arrays.equals(one.id(), 0, ID_BYTES, header, 1, HEADER_BYTES))
                .findFirst()
                .orElseThrow(
                        () -> new BrokenSeal("is sealed with a key that is not listed, of the id " + keyId(sealed)));
        try {
            int from = HEADER_BYTES + NONCE_BYTES;
            return cipher(Cipher.DECRYPT_MODE, master, nonce, header, context)
                    .doFinal(sealed, from, sealed.length - from);
        } catch (GeneralSecurityException e) {
            throw new BrokenSeal("was changed, or sealed for something else");
        }
    }

    /** Whether the first key sealed it; if not, it should be sealed again before that key is taken off the list. */
    public boolean isNewest(byte[] sealed) {
        return sealed.length >= HEADER_BYTES
                && Arrays.equals(masters.get(0).id(), 0, ID_BYTES, sealed, 1, HEADER_BYTES);
    }

    /** The id of the key that something was sealed with: hexadecimal, no secret. */
    private static String keyId(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 1, HEADER_BYTES);
    }

    private static Cipher cipher(int mode, Master master, byte[] nonce, byte[] header, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
