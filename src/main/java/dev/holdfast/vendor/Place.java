package dev.holdfast.vendor;

/** Where a value is; the page's words are these in lower case. */
enum Place {
    /** A header of the request. */
    HEADER,
    /** A field of the query. */
    QUERY,
    /** A field of a form body. */
    FORM,
    /** The body as JSON; without a path the raw bytes. */
    BODY,
    /** The split item; without {@code split} the body. */
    ITEM,
    /** The nearest thing around the item in which the path leads somewhere. */
    UP,
    /** The body as XML. */
    XML,
    /** A parameter of the source. */
    PARAM,
    /** A constant. */
    TEXT,
    /** The signed time, as sent. */
    TIMESTAMP,
    /** The arrival time. */
    RECEIVED,
    /** A claim of a signed token; only as the time of {@code jws}. */
    CLAIM,
    /** The public URL and the request's query; only in {@code signed}. */
    URL,
    /** The request's method; only in {@code signed}. */
    METHOD,
    /** The secret itself; only in {@code signed} of {@code digest}. */
    SECRET;

    /** Whether a value here is the same on every retry and by push and pull alike: part of what the event is. */
    boolean isContent() {
        return this == BODY || this == ITEM || this == UP || this == XML || this == FORM;
    }
}
