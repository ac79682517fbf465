package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** The mistakes found so far in one file. */
final class Mistakes {
    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node at, String path, String fault, String allowed) {
        add(at.getStartMark(), path, fault, allowed);
    }

    void add(Mark at, String path, String fault, String allowed) {
        String where = file + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1);
        Mistake mistake = new Mistake(where, path.isEmpty() ? "page" : path, fault, allowed);
        if (!found.contains(mistake)) {
            found.add(mistake);
        }
    }

    void addForFile(String fault, String allowed) {
        found.add(new Mistake(file + ":1:1", "page", fault, allowed));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Mistake> found() {
        return found;
    }
}
