package dev.holdfast.journal;

import dev.holdfast.event.Item;
import dev.holdfast.event.RawDelivery;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An arrival that waits for its commit, and whom to tell, on which thread.
 *
 * <p>{@link #decide} is for the appender's turns, {@link #tell} for the context that asked.
 */
final class Pending {
    private static final Logger LOG = Logger.getLogger(Pending.class);

    final Arrival arrival;
    final long bytes;
    final long deadlineNanos;

    /** What is kept beside the items; null when they are all of it. */
    final @Nullable RawDelivery raw;

    private final ContextInternal context;
    private final boolean mended;
    private @Nullable Consumer<Receipt> answer;
    private @Nullable Receipt receipt;

    Pending(Arrival arrival, long deadlineNanos, ContextInternal context, Consumer<Receipt> answer) {
        this(arrival, deadlineNanos, context, answer, false);
    }

    private Pending(
            Arrival arrival,
            long deadlineNanos,
            ContextInternal context,
            @Nullable Consumer<Receipt> answer,
            boolean mended) {
        this.arrival = arrival;
        this.bytes = arrival.bytes();
        Envelope kept = arrival.toKeep();
        this.raw = kept == null ? null : kept.kept().get();
        this.deadlineNanos = deadlineNanos;
        this.context = context;
        this.answer = answer;
        this.mended = mended;
    }

    ContextInternal context() {
        return context;
    }

    /** Notes what to tell; the first word stands. */
    void decide(Receipt decided) {
        if (receipt == null) {
            receipt = decided;
        }
    }

    /** Tells, once. */
    void tell() {
        Consumer<Receipt> waiting = answer;
        if (waiting != null && receipt != null) {
            answer = null;
            tell(waiting, receipt);
        }
    }

    /** A fault of one who asked must not keep the word from the others. */
    private static void tell(Consumer<Receipt> waiting, Receipt receipt) {
        try {
            waiting.accept(receipt);
        } catch (RuntimeException fault) {
            LOG.error("a receipt could not be taken", fault);
        }
    }

    boolean mended() {
        return mended;
    }

    /**
     * The same arrival as bytes only, in quarantine: what the database cannot store of its words must not lose it. Its
     * keys belong to what it will be once it is understood.
     */
    Pending mend() {
        List<Item> items = new ArrayList<>();
        for (Item item : arrival.items()) {
            items.add(new Item(
                    "quarantined",
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    item.payload(),
                    "its words cannot be stored"));
        }
        Arrival bytesOnly =
                new Arrival(arrival.source(), arrival.origin(), items, arrival.envelope(), arrival.release());
        return new Pending(bytesOnly, deadlineNanos, context, answer, true);
    }
}
