package dev.holdfast.ops.settings;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, in the order in which it was found. */
final class Mistakes {
    private final List<String> lines = new ArrayList<>();

    void add(String key, String fault, String allowed) {
        lines.add(key + ": " + fault + "; allowed: " + allowed);
    }

    void add(String key, Fault fault) {
        add(key, fault.fault(), fault.allowed());
    }

    void addLine(String line) {
        lines.add(line);
    }

    /** Ends the reading: throws when there is any mistake. */
    void stopIfAny() {
        if (!lines.isEmpty()) {
            throw new WrongConfiguration(lines);
        }
    }
}
