package dev.holdfast.reconcile.http;

/**
 * A vendor gave no whole answer in time: for a runner the same as a server error. The message is in words of ours and may be
 * logged: nothing of the call's query, headers or body, and nothing that the other side wrote, is in it.
 */
public final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    /** @param why in words that follow "no answer:" */
    public NoAnswer(String why) {
        super(why, null, false, false);
    }
}
