package dev.holdfast.event;

/**
 * An event's number in the journal and its public name.
 *
 * <p>The number is {@code milliseconds since 2020-01-01 << 22 | lane << 12 | sequence}: it grows with time within a lane,
 * and the lane that holds the event can be read from it. The public name, {@code evt_} and 13 characters of Crockford's
 * base 32, sorts as the numbers do and is what targets see as {@code webhook-id}.
 */
public final class EventId {
    /** 2020-01-01T00:00:00Z in Unix milliseconds: 41 bits of milliseconds from here last until 2089. */
    public static final long EPOCH_MILLIS = 1_577_836_800_000L;

    /** The last millisecond of those 41 bits. */
    public static final long LAST_MILLIS = EPOCH_MILLIS + (1L << 41) - 1;

    public static final int MAX_LANE = (1 << 10) - 1;

    private static final int LANE_SHIFT = 12;
    private static final int TIME_SHIFT = 22;
    private static final int MAX_SEQUENCE = (1 << LANE_SHIFT) - 1;
    private static final String PREFIX = "evt_";
    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int TEXT_DIGITS = 13;

    private EventId() {}

    /** The first number of a millisecond in a lane. */
    public static long first(int lane, long unixMillis) {
        return (unixMillis - EPOCH_MILLIS) << TIME_SHIFT | (long) lane << LANE_SHIFT;
    }

    /**
     * The number after {@code last} in a lane, at {@code unixMillis} by the clock or later.
     *
     * <p>Never {@code last + 1}: the 4,097th number of a millisecond would carry into the lane's bits. It takes the next
     * millisecond instead, so numbers may run ahead of a clock that stands still or was set back.
     */
    public static long next(int lane, long last, long unixMillis) {
        long fresh = first(lane, unixMillis);
        if (fresh > last) {
            return fresh;
        }
        return (last & MAX_SEQUENCE) < MAX_SEQUENCE ? last + 1 : first(lane, unixMillis(last) + 1);
    }

    /** The Unix milliseconds at which the number was given. */
    public static long unixMillis(long id) {
        return (id >>> TIME_SHIFT) + EPOCH_MILLIS;
    }

    /** The lane that holds the event. */
    public static int lane(long id) {
        return (int) (id >>> LANE_SHIFT) & MAX_LANE;
    }

    /** The public name, as in {@code evt_01K8Z0T3V9C2M}. */
    public static String text(long id) {
        char[] text = new char[PREFIX.length() + TEXT_DIGITS];
        PREFIX.getChars(0, PREFIX.length(), text, 0);
        long rest = id;
        for (int i = text.length - 1; i >= PREFIX.length(); i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
        return new String(text);
    }

    /**
     * The number behind a public name.
     *
     * @throws IllegalArgumentException when the text is no event id; the message does not repeat the text
     */
    public static long parse(String text) {
        if (text.length() != PREFIX.length() + TEXT_DIGITS || !text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("an event id is evt_ and 13 characters");
        }
        long id = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            id = id << 5 | digit(text.charAt(i));
        }
        if (id < 0) {
            throw new IllegalArgumentException("an event id is never negative");
        }
        return id;
    }

    private static int digit(char c) {
        for (int i = 0; i < DIGITS.length; i++) {
            if (DIGITS[i] == c) {
                return i;
            }
        }
        throw new IllegalArgumentException("an event id holds digits and upper-case letters without I, L, O, U");
    }
}
