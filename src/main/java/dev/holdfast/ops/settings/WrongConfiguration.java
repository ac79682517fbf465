package dev.holdfast.ops.settings;

import java.util.List;

/** The configuration does not hold; the service must not start with it. */
public final class WrongConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Immutable; a field of an exception must be serializable, which the interface does not promise. */
    private final transient List<String> lines;

    WrongConfiguration(List<String> lines) {
        super(String.join(System.lineSeparator(), lines), null, false, false);
        this.lines = List.copyOf(lines);
    }

    /** One line for each mistake: the key, what is wrong with its value, what is allowed. Free of secrets. */
    public List<String> lines() {
        return lines;
    }
}
