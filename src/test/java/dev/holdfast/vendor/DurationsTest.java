package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as pages write them. */
class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "4h, PT4H",
        "90d, PT2160H",
        "0s, PT0S",
        "999999999ms, PT277H46M39.999S"
    })
    void aNumberAndItsUnit(String text, Duration duration) throws Fault {
        assertEquals(duration, Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "05s", "0m", "0ms", "-5s", "5 s", "5w", "1.5s", "5M", "1000000000s", "5s5s"})
    void whatIsNoDuration(String text) {
        Fault fault = assertThrows(Fault.class, () -> Durations.parse(text));
        assertEquals("'" + text + "' is no duration", fault.fault());
        assertEquals("a number and ms, s, m, h or d", fault.allowed());
    }
}
