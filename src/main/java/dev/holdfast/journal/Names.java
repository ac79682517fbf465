package dev.holdfast.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words outside, small numbers inside: sources and targets by name and by number.
 *
 * <p>Filled at the start with everything configured and everything the database knows; never shrinks.
 */
public final class Names {
    private final Map<String, Short> sourceNumbers = new ConcurrentHashMap<>();
    private final Map<Short, String> sourceNames = new ConcurrentHashMap<>();
    private final Map<String, Integer> targetNumbers = new ConcurrentHashMap<>();

    void source(short number, String name) {
        sourceNumbers.put(name, number);
        sourceNames.put(number, name);
    }

    void target(int number, String name) {
        targetNumbers.put(name, number);
    }

    short sourceNumber(String name) {
        Short number = sourceNumbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no such source: " + name);
        }
        return number;
    }

    /** The source's name; a number that another replica has added since is told as such. */
    String sourceName(short number) {
        return sourceNames.getOrDefault(number, "source-" + number);
    }

    /** The target's number, as in the column {@code target}. */
    public int targetNumber(String name) {
        Integer number = targetNumbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no such target: " + name);
        }
        return number;
    }
}
