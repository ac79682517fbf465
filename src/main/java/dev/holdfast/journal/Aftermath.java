package dev.holdfast.journal;

import io.vertx.core.Context;
import java.util.Map;
import java.util.Set;

/**
 * What is written about a batch behind its answer: nothing waits for it, and nothing is lost but a mark when it is not.
 *
 * <p>It is written on the journal's context; {@link #committed} is for any thread.
 */
final class Aftermath {
    private final Context context;
    private final Wire wire;
    private final LatePushes late;
    private final Newest newest;

    Aftermath(Context context, Wire wire, Names names) {
        this.context = context;
        this.wire = wire;
        this.late = new LatePushes(wire);
        this.newest = new Newest(wire, names);
    }

    void committed(Batch batch, Map<Long, Long> known) {
        late.committed(batch, known);
        newest.committed(batch);
        if (!known.isEmpty()) {
            context.runOnContext(v -> Relink.behind(wire, batch, known));
        }
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
