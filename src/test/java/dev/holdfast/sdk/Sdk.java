package dev.holdfast.sdk;

import java.util.Map;

/** One vendor's library: it signs, or holds what its documented formula signed, and it judges. */
interface Sdk {
    /** What every URL that is signed is told to be. */
    String URL = "https://hooks.example.com/in";

    /** The vendor's page. */
    String vendor();

    /** As the vendor shows it to its customer. */
    String secret();

    /** Another customer's. */
    Sdk stranger();

    /** The header that holds the signature; for one that is in the body, empty. */
    String signatureHeader();

    /** The header that holds the signed time by itself; empty where there is none. */
    String timeHeader();

    /** Whether the library looks at the time, and so refuses what is old. */
    boolean looksAtTheTime();

    /** A body of the vendor's that is another event for another id; ASCII. */
    String body(String id);

    /** The request with its signature. */
    Sent signed(String body, long seconds) throws Exception;

    /** What the library says of a request that came now. An exception of its is a no. */
    boolean takes(Sent sent) throws Exception;

    /**
     * Where we refuse and the library does not: the name of a mutation, and why. Nothing here may be a request that we take and
     * the library refuses.
     */
    Map<String, String> stricter();

    /** The status that the page answers. */
    default int status() {
        return 200;
    }
}
