package dev.holdfast.vendor.pull;

/**
 * What is counted on the way, so that no walk goes on for ever.
 *
 * @param pages read of the stretch at hand
 * @param empty pages in a row that had nothing and promised more
 * @param attempts of this call that failed
 * @param refusals of this call's token
 * @param restarts of the stretch at hand that brought nothing
 */
public record Tally(int pages, int empty, int attempts, int refusals, int restarts) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    Tally failed() {
        return new Tally(pages, empty, attempts + 1, refusals, restarts);
    }

    Tally refused() {
        return new Tally(pages, empty, attempts, refusals + 1, restarts);
    }

    Tally page(boolean wasEmpty) {
        return new Tally(pages + 1, wasEmpty ? empty + 1 : 0, 0, 0, restarts);
    }

    /** Of something else than before, within the same stretch. */
    Tally pagesAlone() {
        return new Tally(pages, 0, 0, 0, 0);
    }

    Tally restarted() {
        return new Tally(0, 0, 0, 0, restarts + 1);
    }
}
