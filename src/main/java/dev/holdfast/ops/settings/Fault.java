package dev.holdfast.ops.settings;

/** A value that cannot be used: what is wrong with it and what is allowed. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Enough to recognise one's own typing error by; too little to print a whole key that was pasted into the wrong line. */
    private static final int SHOWN = 40;

    private final String allowed;

    /** For values that must not be shown. */
    Fault(String fault, String allowed) {
        super(fault, null, false, false);
        this.allowed = allowed;
    }

    /** For values that may be shown: {@code "10x" is no duration}. */
    static Fault showing(String text, String fault, String allowed) {
        return new Fault(quoted(text) + " " + fault, allowed);
    }

    String fault() {
        return String.valueOf(getMessage());
    }

    String allowed() {
        return allowed;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            // Everything that could break or colour a line of a log.
            out.append(c < ' ' || c == '"' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ? '?' : c);
        }
        return out.append(text.length() > SHOWN ? "…\"" : "\"").toString();
    }
}
