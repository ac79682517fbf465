package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the meters of a source: what its budgets are, and what was kept of them. */
final class Meters {
    private Meters() {}

    /**
     * The meters by name, in the order of the budgets. What was kept under a name that no budget has any more is forgotten.
     *
     * @param kept by name
     */
    static Map<String, Meter> of(List<Budget> budgets, JsonObject kept) {
        List<String> names = names(budgets);
        Map<String, Meter> meters = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            meters.put(names.get(i), meter(budgets.get(i), kept.getJsonObject(names.get(i), new JsonObject())));
        }
        return meters;
    }

    private static Meter meter(Budget budget, JsonObject kept) {
        if (budget instanceof Budget.Window window) {
            return SlidingMeter.of(window.calls(), window.share(), window.per().toMillis(), false, kept);
        }
        if (budget instanceof Budget.Daily daily) {
            return daily.resets() == null
                    ? SlidingMeter.of(
                            daily.calls(), daily.share(), Duration.ofDays(1).toMillis(), true, kept)
                    : DayMeter.of(daily.calls(), daily.share(), daily.resets().toNanoOfDay() / 1_000_000, kept);
        }
        if (budget instanceof Budget.Bucket bucket) {
            return BucketMeter.of(bucket, kept);
        }
        Budget.Concurrent concurrent = (Budget.Concurrent) budget;
        return SlotMeter.of(concurrent.calls(), concurrent.share(), kept);
    }

    /** As metrics have them: {@code window-1s}, {@code day}, {@code bucket}, {@code concurrent}. */
    static List<String> names(List<Budget> budgets) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Budget budget : budgets) {
            String name = name(budget);
            int number = 2;
            String free = name;
            while (!taken.add(free)) {
                free = name + "-" + number++;
            }
            names.add(free);
        }
        return names;
    }

    private static String name(Budget budget) {
        if (budget instanceof Budget.Window window) {
            return "window-" + text(window.per());
        }
        if (budget instanceof Budget.Daily) {
            return "day";
        }
        return budget instanceof Budget.Bucket ? "bucket" : "concurrent";
    }

    private static String text(Duration per) {
        long seconds = per.toSeconds();
        if (seconds == 0) {
            return per.toMillis() + "ms";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
