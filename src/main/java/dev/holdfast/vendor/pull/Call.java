package dev.holdfast.vendor.pull;

import dev.holdfast.secret.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to a vendor, complete but for the header that {@link Contract#authentication} asks for: the caller adds it
 * just before sending, with {@link #with}. Follow no redirect.
 *
 * @param method GET or POST
 * @param uri below the contract's base URL; never with a credential in it
 * @param headers by name; a page may put credentials here
 * @param body empty for none; a page may put credentials here
 * @param cost in the points of a bucket, at least 1; every call is also one call
 * @param bare whether nobody says who asks: the URL is its own permission, and another host's
 */
public record Call(String method, URI uri, Map<String, Secret> headers, byte[] body, int cost, boolean bare) {
    public Call {
        headers = Map.copyOf(headers);
    }

    /** A call that says who asks. */
    public Call(String method, URI uri, Map<String, Secret> headers, byte[] body, int cost) {
        this(method, uri, headers, body, cost, false);
    }

    /** A call for what a link leads to, and nothing but the link. */
    public static Call bare(URI uri) {
        return new Call("GET", uri, Map.of(), new byte[0], 1, true);
    }

    /** The same with the header that says who asks; a bare one stays as it is. */
    public Call with(Authentication.Header header) {
        if (bare) {
            return this;
        }
        Map<String, Secret> more = new LinkedHashMap<>(headers);
        more.put(header.name(), header.value());
        return new Call(method, uri, more, body, cost);
    }

    /** Method, host and path: without the query, headers and body. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
