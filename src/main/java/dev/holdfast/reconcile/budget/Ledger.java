package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where all budgets of a source stand. Immutable; times are the database's, in milliseconds.
 *
 * @param at the latest time that it was changed at
 * @param notBefore until when the vendor is left alone
 * @param failures calls in a row that were refused or failed
 */
record Ledger(long at, long notBefore, int failures, Map<String, Meter> meters) {
    /** Why nothing is admitted while the vendor is left alone. */
    static final String RETRY_AFTER = "retry-after";

    private static final long FIRST_BACKOFF = 1_000;
    private static final long LONGEST_BACKOFF = 300_000;
    private static final long LEAST_BACKOFF = 250;
    private static final long LONGEST_RETRY_AFTER = Duration.ofDays(1).toMillis();

    private static final long A_MINUTE = 60_000;

    /** A clock that was this far ahead is not waited for. */
    private static final long AHEAD = 60_000;

    /** @param kept what {@link #toJson} wrote; null when nothing is kept */
    static Ledger of(List<Budget> budgets, @Nullable JsonObject kept) {
        JsonObject json = kept == null ? new JsonObject() : kept;
        return new Ledger(
                json.getLong("at", 0L),
                json.getLong("notBefore", 0L),
                json.getInteger("failures", 0),
                Meters.of(budgets, json.getJsonObject("budgets", new JsonObject())));
    }

    JsonObject toJson() {
        JsonObject budgets = new JsonObject();
        meters.forEach((name, meter) -> budgets.put(name, meter.toJson()));
        return new JsonObject()
                .put("at", at)
                .put("notBefore", notBefore)
                .put("failures", failures)
                .put("budgets", budgets);
    }

    /** What is decided about a call; {@code ledger} is to be kept when it is admitted. */
    record Decision(Ledger ledger, long waitMillis, String reason) {
        boolean admitted() {
            return waitMillis == 0;
        }
    }

    /** All budgets give at once, or none does. */
    Decision take(long clock, int cost, UUID call) {
        long now = now(clock);
        Decision longest = new Decision(this, Math.max(0, notBefore - now), RETRY_AFTER);
        for (Map.Entry<String, Meter> one : meters.entrySet()) {
            long wait = one.getValue().waitMillis(now, cost);
            longest = wait > longest.waitMillis() ? new Decision(this, wait, one.getKey()) : longest;
        }
        if (!longest.admitted()) {
            return longest;
        }
        Map<String, Meter> taken = new LinkedHashMap<>();
        meters.forEach((name, meter) -> taken.put(name, meter.taken(now, cost, call)));
        return new Decision(new Ledger(now, notBefore, failures, taken), 0, "");
    }

    /**
     * After a call.
     *
     * @param jitter from 0 to 1, of the backoff where the vendor names no time
     */
    Ledger settled(long clock, Admission.Pass pass, Outcome outcome, double jitter) {
        long now = now(clock);
        List<Meter> after = new ArrayList<>(meters.values());
        after.replaceAll(meter -> meter.ended(now, pass.id()));
        for (Observed observed : outcome.observed()) {
            if (observed.budget() >= 0 && observed.budget() < after.size()) {
                int index = observed.budget();
                after.set(index, after.get(index).observed(now, observed, pass.cost()));
            }
        }
        Map<String, Meter> named = new LinkedHashMap<>();
        meters.keySet().forEach(name -> named.put(name, after.get(named.size())));
        boolean well = outcome.kind() == Outcome.Kind.WELL;
        int failed = well ? 0 : failures + 1;
        long until = well ? notBefore : Math.max(notBefore, now + alone(failed, outcome.after(), jitter));
        return new Ledger(now, until, failed, named);
    }

    /** Whether settling a call like this would change anything. */
    boolean heeds(Outcome outcome) {
        return failures > 0
                || outcome.kind() != Outcome.Kind.WELL
                || !outcome.observed().isEmpty()
                || meters.values().stream().anyMatch(SlotMeter.class::isInstance);
    }

    /** What is left by name. */
    List<Left> left(long clock) {
        long now = now(clock);
        List<Left> left = new ArrayList<>();
        meters.forEach((name, meter) ->
                left.add(new Left(name, meter.left(now), meter.size(), !(meter instanceof SlotMeter), lasts(meter))));
        return left;
    }

    private static boolean lasts(Meter meter) {
        return meter instanceof DayMeter
                || (meter instanceof SlidingMeter sliding && sliding.width() * sliding.parts() > A_MINUTE);
    }

    /** As long as the vendor says; else anything up to twice as long each time: full jitter keeps replicas apart. */
    static long alone(int failures, @Nullable Duration after, double jitter) {
        if (after != null) {
            return Math.max(0, Math.min(LONGEST_RETRY_AFTER, saturated(after)));
        }
        long most = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF << Math.min(30, failures - 1));
        return Math.max(LEAST_BACKOFF, (long) (most * jitter));
    }

    private static long saturated(Duration duration) {
        return duration.compareTo(Duration.ofMillis(LONGEST_RETRY_AFTER)) > 0
                ? LONGEST_RETRY_AFTER
                : duration.toMillis();
    }

    /** A clock that was set back a little, as after a failover, counts as standing still. */
    private long now(long clock) {
        return at > clock && at - clock <= AHEAD ? at : clock;
    }
}
