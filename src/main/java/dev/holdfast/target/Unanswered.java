package dev.holdfast.target;

/** A question had no whole answer in time. The message is in words of ours: nothing that the other side wrote is in it. */
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    Unanswered(String why) {
        super(why, null, false, false);
    }
}
