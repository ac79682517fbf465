package dev.holdfast.chart;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What Helm says when it makes nothing of the values. */
final class Refusals {
    private Refusals() {}

    static String of(String values) {
        return of(() -> Chart.render(values));
    }

    static String of(Executable rendering) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, rendering).getMessage());
    }
}
