package dev.holdfast.vendor;

/** An authentic thing that cannot be read; the reason is shown to people and never quotes the body. */
final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    NotUnderstood(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
