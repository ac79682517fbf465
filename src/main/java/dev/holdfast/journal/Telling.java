package dev.holdfast.journal;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells a batch its receipts: one hop to each thread that asked, not one for each request. */
final class Telling {
    private Telling() {}

    static void all(List<Pending> batch) {
        Map<Context, List<Pending>> byContext = new HashMap<>();
        for (Pending pending : batch) {
            byContext.computeIfAbsent(pending.context(), c -> new ArrayList<>()).add(pending);
        }
        byContext.forEach((context, told) -> context.runOnContext(v -> told.forEach(Pending::tell)));
    }

    static void all(List<Pending> batch, Receipt receipt) {
        batch.forEach(pending -> pending.decide(receipt));
        all(batch);
    }
}
