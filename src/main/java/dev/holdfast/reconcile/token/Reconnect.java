package dev.holdfast.reconcile.token;

/**
 * Nobody gets a token for this source until an operator acts: connects the account again, hands in a refresh token, or mends
 * a credential. Trying again changes nothing. The message says what to do; no secret is in it.
 */
public final class Reconnect extends Exception {
    private static final long serialVersionUID = 1;

    Reconnect(String why) {
        super(why, null, false, false);
    }
}
