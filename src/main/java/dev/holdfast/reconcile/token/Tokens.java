package dev.holdfast.reconcile.token;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Contract;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** The headers that say who is asking, for every kind of {@link Authentication}. One for all sources; call it from anywhere. */
public final class Tokens {
    /**
     * The header that goes with the source's next call; empty when its vendor wants none. One read of the database for
     * OAuth 2.0, none for the others; a renewal when the token is nearly over.
     *
     * @param credentials of the source, by name
     * @return fails with {@link Reconnect} when an operator must act, with {@link NoToken} when it is worth asking again
     *     later, and with whatever the database says
     */
    public Future<Optional<Authentication.Header>> header(
            String source, Contract contract, Map<String, Secret> credentials) {
        throw new UnsupportedOperationException();
    }

    /**
     * The header to try instead of one that the vendor answered 401 to. If another replica has renewed the token meanwhile,
     * that one; else it is renewed once. Ask once for a call: a second 401 in a row is no matter of tokens.
     *
     * @param used the header of the call; null for none
     * @return as {@link #header}; {@link Reconnect} for what cannot be renewed
     */
    public Future<Optional<Authentication.Header>> refused(
            String source, Contract contract, Map<String, Secret> credentials, Authentication.Header used) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes the refresh token that somebody got by connecting the account; the next call uses it.
     *
     * @param by name of the admin token
     */
    public Future<Void> handIn(String source, Secret refreshToken, String by) {
        throw new UnsupportedOperationException();
    }

    /** How the source's token is; {@link Standing.State#NONE} when nothing is known. */
    public Future<Standing> standing(String source) {
        throw new UnsupportedOperationException();
    }
}
