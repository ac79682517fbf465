package dev.holdfast.vendor.pull;

import dev.holdfast.secret.Secret;
import java.util.Map;

/** One list of a vendor, as its page describes it: how a question is put and how an answer is read. Remembers nothing. */
public interface ListPage {
    /** The rules of the list. */
    Terms terms();

    /**
     * What the source's configuration makes of the list, in a few characters: where it is, and what it is read for. Rounds,
     * cursors and links mean something for that alone. Nothing secret can be read out of it.
     */
    String fingerprint();

    /**
     * The call that asks.
     *
     * @throws IllegalStateException when a credential is missing that stands in the headers or the body
     */
    Call call(Ask ask, Map<String, Secret> credentials);

    /** What the answer to {@link #call} says. */
    Reading read(Ask ask, Answer answer);

    /** The call for what a sketch leaves out. */
    Call call(Listed.Sketch sketch, Map<String, Secret> credentials);

    /** What the answer to the detail's call says: one item, or none. */
    Reading read(Listed.Sketch sketch, Answer answer);
}
