package dev.holdfast.vendor;

import java.net.URI;
import java.util.Optional;

/**
 * A fetch that the door wants before it can judge: a vendor's certificate, or the key that a token names. Two that are
 * equal want the same thing, so one fetch serves both.
 *
 * <p>The door has held the host against the page's list. Whoever fetches lets only public addresses through, follows no
 * redirect, stops after {@link #LARGEST} bytes and a few seconds, fetches the same thing once at a time, and bounds how
 * often strangers can make it fetch: a request that wants a key is not yet known to be the vendor's.
 */
public final class KeyRequest {
    /** Bytes of an answer; a bundle of certificates has a tenth of it. */
    public static final int LARGEST = 64 * 1024;

    private final String name;
    private final URI url;
    private final byte[] body;
    private final FetchedReading reading;

    /**
     * A request.
     *
     * @param name what is wanted: the same name, the same key
     * @param body of a POST; empty for a GET
     */
    KeyRequest(String name, URI url, byte[] body, FetchedReading reading) {
        this.name = name;
        this.url = url;
        this.body = body;
        this.reading = reading;
    }

    /** Where to ask: https, a host that the page pins. */
    public URI url() {
        return url;
    }

    /** JSON to post, with the source's credentials in it: never for a log. Empty where a GET asks. */
    public Optional<byte[]> body() {
        return body.length == 0 ? Optional.empty() : Optional.of(body.clone());
    }

    String name() {
        return name;
    }

    FetchedReading reading() {
        return reading;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRequest request && request.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Where it asks, without what it posts. */
    @Override
    public String toString() {
        return (body.length == 0 ? "GET " : "POST ") + url.getScheme() + "://" + url.getRawAuthority()
                + url.getRawPath();
    }
}
