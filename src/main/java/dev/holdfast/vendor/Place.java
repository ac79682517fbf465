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
    SECRET,
    /** What a pull was answered, as JSON. */
    PAGE,
    /** The last item of a pulled page. */
    LAST,
    /** What was answered when one item of a list was asked for. */
    DETAIL,
    /** A link of a pulled page, by its relation. */
    LINK,
    /** The status of a pull's answer. */
    STATUS,
    /** The value, or a column of the row, that a list is read for. */
    EACH,
    /** A credential of the source; only in headers and bodies of pulls, never in a URL. */
    CREDENTIAL,
    /** The start of the window that is asked for. */
    FROM,
    /** Its end. */
    TO,
    /** What leads to the next page. */
    NEXT,
    /** The vendor's place in a list. */
    POSITION,
    /** What an item of a list leads to. */
    BRANCH;

    /** Whether values here may have a path. */
    boolean hasPaths() {
        return switch (this) {
            case BODY, ITEM, UP, XML, PAGE, LAST, DETAIL -> true;
            default -> false;
        };
    }

    /** Whether a value here is the same on every retry and by push and pull alike: part of what the event is. */
    boolean isContent() {
        return this == BODY || this == ITEM || this == UP || this == XML || this == FORM;
    }
}
