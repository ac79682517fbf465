package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a benchmark beside their budgets: a row each, in Markdown. */
final class BenchTable {
    private record Row(String what, String figure, String budget, String verdict) {}

    private final List<Row> rows = new ArrayList<>();

    /** A figure that must not be below its budget. */
    void atLeast(String what, double figure, double budget, String unit) {
        add(what, figure, "≥ " + number(budget) + unit, figure >= budget, unit);
    }

    /** A figure that must not be above its budget. */
    void atMost(String what, double figure, double budget, String unit) {
        add(what, figure, "≤ " + number(budget) + unit, figure <= budget, unit);
    }

    /** A figure without a budget: what the ratios are made of. */
    void note(String what, double figure, String unit) {
        rows.add(new Row(what, number(figure) + unit, "", ""));
    }

    private void add(String what, double figure, String budget, boolean holds, String unit) {
        rows.add(new Row(what, number(figure) + unit, budget, holds ? "pass" : "SHORT"));
    }

    private static String number(double figure) {
        if (Math.abs(figure) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", figure);
        }
        return String.format(Locale.ROOT, Math.abs(figure) >= 20 ? "%.1f" : "%.2f", figure);
    }

    /** The table as text. */
    String markdown() {
        StringBuilder text = new StringBuilder("| what | figure | budget | |\n|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ").append(row.what).append(" | ").append(row.figure).append(" | ");
            text.append(row.budget).append(" | ").append(row.verdict).append(" |\n");
        }
        return text.toString();
    }
}
