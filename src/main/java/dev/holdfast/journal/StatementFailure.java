package dev.holdfast.journal;

import io.vertx.pgclient.PgException;

/** What a failed statement means for what it was to write. */
enum StatementFailure {
    /** Another transaction was in the way; rolled back, so the same may go again. */
    COLLISION,
    /** A value that the server cannot store; rolled back. */
    BAD_DATA,
    /** The server said no, for now; rolled back. */
    REFUSED,
    /** No word from the server: it may be committed, now or later. */
    UNKNOWN_OUTCOME;

    static StatementFailure of(Throwable cause) {
        if (!(cause instanceof PgException refused)) {
            return UNKNOWN_OUTCOME;
        }
        String state = refused.getSqlState();
        if (state == null) {
            return UNKNOWN_OUTCOME;
        }
        return switch (state) {
            case "40P01", "40001" -> COLLISION;
            // The server ends the session: the commit may have happened before.
            case "57P01", "57P02", "57P03", "57P05" -> UNKNOWN_OUTCOME;
            default -> state.startsWith("22") || state.startsWith("23") ? BAD_DATA : ofClass(state);
        };
    }

    private static StatementFailure ofClass(String state) {
        return state.startsWith("08") ? UNKNOWN_OUTCOME : REFUSED;
    }
}
