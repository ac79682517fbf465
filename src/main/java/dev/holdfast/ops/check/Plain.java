package dev.holdfast.ops.check;

/** Text of a stranger's that is shown in a terminal. */
final class Plain {
    private static final int LONGEST = 400;

    private Plain() {}

    /** The text without what could move a cursor or begin a line of its own, and cut. */
    static String text(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean odd = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            plain.appendCodePoint(odd ? '?' : c);
        });
        return text.codePointCount(0, text.length()) > LONGEST ? plain + "…" : plain.toString();
    }
}
