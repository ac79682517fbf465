package dev.holdfast.journal;

import java.util.Map;
import java.util.Set;

/** What is written about a batch behind its answer: nothing waits for it, and nothing is lost but a mark when it is not. */
final class Aftermath {
    private final Wire wire;
    private final LatePushes late;
    private final Newest newest;

    Aftermath(Wire wire, Names names) {
        this.wire = wire;
        this.late = new LatePushes(wire);
        this.newest = new Newest(wire, names);
    }

    void committed(Batch batch, Map<Long, Long> known) {
        Relink.behind(wire, batch, known);
        late.committed(batch, known);
        newest.committed(batch);
    }

    /** Sources whose pushes may be late. Any thread. */
    void expect(Set<String> sources) {
        late.expect(sources);
    }

    /** Writes what has gathered. Called every second or so. */
    void tick() {
        late.flush();
        newest.flush();
    }
}
