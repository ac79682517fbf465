package dev.holdfast.process;

/** What the sender knows of a post when it is over. */
public enum Answered {
    /** A whole 2xx came: from here on the event must not be lost. */
    OK,
    /** A whole answer came, and it was none of 2xx: the event was refused. */
    FAIL,
    /** The connection broke or the time ran out: it may be stored, it may not. */
    UNKNOWN;

    static Answered of(int status) {
        return status == PostLoop.NO_ANSWER ? UNKNOWN : status / 100 == 2 ? OK : FAIL;
    }
}
