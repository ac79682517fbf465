package dev.holdfast.event;

/** How an event came to us; the relayed header {@code holdfast-origin} says it in lower case. */
public enum Origin {
    /** The vendor posted it. */
    PUSH("push"),
    /** We fetched it through the vendor's pull API. */
    PULL("pull");

    private final String word;

    Origin(String word) {
        this.word = word;
    }

    /** The word used in headers, logs and columns. */
    public String word() {
        return word;
    }
}
