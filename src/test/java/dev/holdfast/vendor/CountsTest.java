package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and answers as pages write them. */
class CountsTest {
    private static String fault(Executable reading) {
        Fault fault = assertThrows(Fault.class, reading);
        return fault.fault() + ": " + fault.allowed();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "10, 10", "999999999, 999999999"})
    void aNumber(String text, int number) throws Fault {
        assertEquals(number, Counts.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "07", "-1", "+1", "1.0", "1e3", "1 ", "1000000000"})
    void whatIsNoNumber(String text) {
        assertEquals("'" + text + "' is no number: digits", fault(() -> Counts.of(text)));
        assertEquals("'" + text + "' is no number: digits", fault(() -> Counts.atLeastOne(text)));
    }

    @Test
    void noneIsTooFew() throws Fault {
        assertEquals(1, Counts.atLeastOne("1"));
        assertEquals(12, Counts.atLeastOne("12"));
        assertEquals("'0' is too few: 1 and more", fault(() -> Counts.atLeastOne("0")));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.5", "0.000001, 0.000001", "2.25, 2.25", "999999999, 999999999"})
    void aRate(String text, double rate) throws Fault {
        assertEquals(rate, Counts.positive(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.000000", "", "-1", ".5", "1.", "1.0000001", "1e3", "1000000000"})
    void whatIsNoRate(String text) {
        assertEquals("'" + text + "' is no number: more than 0", fault(() -> Counts.positive(text)));
    }

    @ParameterizedTest
    @CsvSource({"1%, 1", "20%, 20", "99%, 99", "100%, 100"})
    void aShare(String text, int share) throws Fault {
        assertEquals(share, Counts.percent(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "20", "0%", "05%", "101%", "-1%", "2.5%", "20 %"})
    void whatIsNoShare(String text) {
        assertEquals("'" + text + "' is no share: 1% to 100%", fault(() -> Counts.percent(text)));
    }

    @Test
    void anAnswerIsTrueOrFalse() throws Fault {
        assertEquals(true, Counts.flag("true"));
        assertEquals(false, Counts.flag("false"));
        assertEquals("'True' is no answer: true, false", fault(() -> Counts.flag("True")));
        assertEquals("'' is no answer: true, false", fault(() -> Counts.flag("")));
    }
}
