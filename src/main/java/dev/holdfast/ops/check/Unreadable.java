package dev.holdfast.ops.check;

/** A saved request is none; the message says where and what is wanted. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message, null, false, false);
    }
}
