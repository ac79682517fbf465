package dev.holdfast.reconcile;

import java.util.List;

/**
 * What a page came to.
 *
 * @param events ids of the events that it told, but for those that a push brought: what came by a pull becomes a gap
 * @param routed of each of them, whether any target wants it, as far as the page says
 * @param fetched items of the page
 * @param wanted of those, what was asked for
 * @param fresh of those, what the journal did not know before
 */
record Tally(List<Long> events, List<Boolean> routed, int fetched, int wanted, int fresh) {
    static final Tally NOTHING = passedOver(0);

    /** Of a page of which nothing is wanted. */
    static Tally passedOver(int fetched) {
        return new Tally(List.of(), List.of(), fetched, 0, 0);
    }
}
