package dev.holdfast.vendor;

import java.util.List;
import java.util.stream.Collectors;

/** Pages or sources that the service must not start with; holds every mistake found, not the first. */
public final class Misconfigured extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    Misconfigured(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Every mistake, in the order of the file; never empty. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
