package dev.holdfast.ops.settings;

/** Which deliveries and attempts get a line of the log. */
public enum LogLines {
    /** Every one. */
    ALL,
    /** Those that were refused, failed or will be tried again. */
    PROBLEMS,
    /** None; metrics count them all the same. */
    NONE
}
