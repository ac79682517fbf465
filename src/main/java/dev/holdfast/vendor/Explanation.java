package dev.holdfast.vendor;

import java.util.List;

/**
 * What the door made of one request and why, for the person whose request it is. Names places and causes; quotes neither a
 * secret nor what a secret makes.
 *
 * @param steps in the order in which they were taken
 */
public record Explanation(List<Step> steps, Outcome outcome) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /** How a step went. */
    public enum Result {
        /** It holds. */
        PASSED,
        /** The request ends here, or this item does. */
        FAILED,
        /** It decides nothing by itself. */
        NOTED
    }

    /**
     * One step.
     *
     * @param name what was looked at, as in {@code signature v1}
     * @param says what was found; may hold words of the request
     */
    public record Step(String name, Result result, String says) {}
}
