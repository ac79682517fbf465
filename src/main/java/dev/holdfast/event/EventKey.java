package dev.holdfast.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A thing by which an event is recognised when it comes again: 128 bits, made from the source and the vendor's own ids.
 *
 * <p>The first 16 bits are the day of the event's own time, the rest is SHA-256 over length-prefixed parts, so that
 * {@code ["a","bc"]} and {@code ["ab","c"]} differ. The day keeps keys of one day together in the index, which halves
 * what an insert costs, and is a pure function of the event, so a retry next week has the same key.
 *
 * @param value what is stored
 * @param decides whether finding the key makes the event a duplicate; a key that does not is only recorded, so that a
 *     later pull can tell what was already told
 */
public record EventKey(UUID value, boolean decides) {
    /** The day that stands for "the vendor gives no time that is the same on every retry". */
    private static final int NO_DAY = 0xffff;

    private static final long DAY_SECONDS = 86_400;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EventKey::sha256);

    /** What the parts of a key are: the same parts as a delivery's id and as an object's version are two keys. */
    public enum Kind {
        /** The vendor's id of the delivery: what it repeats on a retry. */
        DELIVERY('d'),
        /** The object and its version at the vendor: the same by push and by pull. */
        STATE('s');

        private final byte tag;

        Kind(char tag) {
            this.tag = (byte) tag;
        }
    }

    /**
     * A key.
     *
     * @param source the source's name: ids of two accounts never meet
     * @param stableTime the event's own time, the same on every retry and on both roads; null when there is none
     * @param parts the vendor's ids, in the order of its page; never empty
     */
    public static EventKey of(
            Kind kind, String source, @Nullable Instant stableTime, List<String> parts, boolean decides) {
        MessageDigest digest = SHA_256.get();
        digest.reset();
        digest.update(kind.tag);
        add(digest, source);
        for (String part : parts) {
            add(digest, part);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & 0x0000_ffff_ffff_ffffL | (long) day(stableTime) << 48;
        return new EventKey(new UUID(high, hash.getLong()), decides);
    }

    private static int day(@Nullable Instant time) {
        if (time == null) {
            return NO_DAY;
        }
        long day = Math.floorDiv(time.getEpochSecond(), DAY_SECONDS);
        return day < 0 || day >= NO_DAY ? NO_DAY : (int) day;
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >>> 24));
        digest.update((byte) (bytes.length >>> 16));
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
