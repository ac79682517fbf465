package dev.holdfast.reconcile.token;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication.Grant;
import dev.holdfast.vendor.pull.Authentication.OAuth2;
import java.util.Map;

/** Who asks for a token, and by what. */
record Asking(String source, OAuth2 oauth2, Map<String, Secret> credentials, Purse purse) {

    boolean refreshes() {
        return oauth2.grant() == Grant.REFRESH_TOKEN;
    }

    /** What an operator does when what is given for tokens is void. */
    String remedy() {
        return refreshes()
                ? "connect the account again and hand in its refresh token with PUT /admin/v1/sources/" + source
                        + "/credentials/refresh-token"
                : "the vendor does not let this client in";
    }

    /** The source alone. */
    @Override
    public String toString() {
        return source;
    }
}
