package dev.holdfast.ops.check;

import dev.holdfast.vendor.Explanation.Result;
import dev.holdfast.vendor.Explanation.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a saved request, a line a step.
 *
 * @param lines for a terminal: nothing in them moves a cursor
 * @param isWell whether every step went well
 */
record Report(List<String> lines, boolean isWell) {

    /** @param end what the vendor would be answered */
    static Report of(List<Step> steps, String end) {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            lines.add(Plain.text(String.format("%-8s %s: %s", word(step.result()), step.name(), step.says())));
        }
        lines.add(end);
        return new Report(lines, steps.stream().noneMatch(step -> step.result() == Result.FAILED));
    }

    private static String word(Result result) {
        return switch (result) {
            case PASSED -> "ok";
            case FAILED -> "FAILED";
            case NOTED -> "-";
        };
    }
}
