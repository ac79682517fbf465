package dev.holdfast.target;

/**
 * W3C {@code traceparent} values whose trace id is a pure function of the event.
 *
 * <p>All attempts for an event, at all its targets and by whichever replica, so belong to one trace without anything being
 * stored for it.
 */
final class TraceParent {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private TraceParent() {}

    /** A value with the event's trace and this span, marked as sampled; a span of 0, which the standard forbids, becomes 1. */
    static String of(long eventId, long span) {
        char[] text = new char[55];
        text[0] = '0';
        text[1] = '0';
        text[2] = '-';
        hex(mix(eventId), text, 3);
        // Its lowest bit is set: a trace id of all zeros is forbidden.
        hex(mix(~eventId) | 1, text, 19);
        text[35] = '-';
        hex(span == 0 ? 1 : span, text, 36);
        text[52] = '-';
        text[53] = '0';
        text[54] = '1';
        return new String(text);
    }

    private static void hex(long bits, char[] into, int at) {
        for (int i = 0; i < 16; i++) {
            into[at + i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xf];
        }
    }

    /** SplitMix64's finaliser: event ids differ in few bits, and samplers want trace ids that look random. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
