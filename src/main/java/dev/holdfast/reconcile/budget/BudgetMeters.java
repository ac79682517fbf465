package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Calls to vendors, what was waited for, and what is left; and a word in the log before a limit is met. */
public final class BudgetMeters {
    private static final Logger LOG = Logger.getLogger(BudgetMeters.class);
    private static final double LOW = 0.2;
    private static final double WELL = 0.4;

    private final MeterRegistry registry;
    private final Map<String, Standing> budgets = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> waits = new ConcurrentHashMap<>();

    public BudgetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** All series of a source are there from then on. */
    public void expect(String source, List<Budget> budgets) {
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            calls(source, kind);
        }
        waits(source, Ledger.RETRY_AFTER);
        Meters.names(budgets).forEach(name -> {
            waits(source, name);
            standing(source, name);
        });
    }

    /** What is known here of one budget. */
    private static final class Standing {
        private volatile double ratio = 1;
        private volatile boolean low;

        double ratio() {
            return ratio;
        }
    }

    void called(String source, Outcome.Kind kind) {
        calls(source, kind).increment();
    }

    private Counter calls(String source, Outcome.Kind kind) {
        return Counter.builder("holdfast.vendor.calls")
                .tags("source", source, "outcome", kind.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void waited(String source, String reason, Duration wait) {
        waits(source, reason).addAndGet(wait.toMillis());
    }

    private AtomicLong waits(String source, String reason) {
        return waits.computeIfAbsent(source + " " + reason, n -> {
            AtomicLong millis = new AtomicLong();
            FunctionCounter.builder("holdfast.budget.waited.seconds", millis, m -> m.get() / 1_000.0)
                    .tags("source", source, "budget", reason)
                    .register(registry);
            return millis;
        });
    }

    private Standing standing(String source, String name) {
        return budgets.computeIfAbsent(source + " " + name, n -> {
            Standing fresh = new Standing();
            Gauge.builder("holdfast.budget.left.ratio", fresh, Standing::ratio)
                    .tags("source", source, "budget", name)
                    .register(registry);
            return fresh;
        });
    }

    void left(String source, List<Left> left) {
        left.forEach(one -> left(source, one));
    }

    private void left(String source, Left left) {
        Standing budget = standing(source, left.budget());
        budget.ratio = left.ratio();
        // A limit of seconds is met all the time and over at once.
        if (left.lasts() && !budget.low && left.ratio() < LOW) {
            budget.low = true;
            LOG.warnf(
                    "source %s: %d of %d calls are left of our part of the vendor's limit %s",
                    source, (long) left.left(), (long) left.of(), left.budget());
        } else if (left.ratio() > WELL) {
            budget.low = false;
        }
    }
}
