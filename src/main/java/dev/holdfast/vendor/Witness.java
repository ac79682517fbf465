package dev.holdfast.vendor;

/** Is told what the door makes of a request while it makes it: the same steps, seen. */
interface Witness {
    /** Sees nothing; for every request that is not being explained. */
    Witness NOBODY = new Witness() {};

    /** A handshake is what the request is; {@code signed} tells whether its signature had to hold first. */
    default void greeted(boolean signed, Outcome outcome) {}

    /** One signature alternative was tried. */
    default void judged(String alternative, Verdict verdict) {}

    /** What was thrown, which is our fault whatever the request was. */
    default void broke(Throwable fault) {}
}
