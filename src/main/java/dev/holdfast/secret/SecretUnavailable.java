package dev.holdfast.secret;

/** A secret could not be had: the message names the reference and the reason, never a value. */
public final class SecretUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    SecretUnavailable(SecretRef reference, String reason) {
        super(reference + " " + reason);
    }
}
