package dev.holdfast.ops.postgres;

/** The database cannot be had, and why, in words for the one who starts the service. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The way out that is always there. */
    static final String OTHERWISE = "set HOLDFAST_DATABASE_URL to use a PostgreSQL of your own";

    /** @param reason one sentence; no secret in it */
    public CannotStart(String reason) {
        super(reason, null, false, false);
    }

    /** For faults of files: tells a full disk and a read-only place from the rest. */
    static CannotStart of(String doing, java.io.IOException fault) {
        String why = String.valueOf(fault.getMessage());
        if (fault instanceof java.nio.file.AccessDeniedException) {
            why = "this user may not write there";
        } else if (fault instanceof java.nio.file.FileSystemException file && file.getReason() != null) {
            why = file.getReason();
        }
        return new CannotStart("cannot " + doing + ": " + why
                + "; allowed: holdfast.data-dir in a place that this user can write to and that has 512 MiB free, or "
                + OTHERWISE);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
