package dev.holdfast.ops.check;

/** The arguments are no command of ours, or name a file that is not there. */
final class NoCommand extends Exception {
    private static final long serialVersionUID = 1L;

    NoCommand(String message) {
        super(message, null, false, false);
    }
}
