package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms at their edges. */
class FormReaderTest {
    @Test
    void aForm() throws NotUnderstood {
        assertEquals(Map.of("a", List.of("1", "3"), "b", List.of("2")), FormReader.read("a=1&b=2&a=3"));
        assertEquals(Map.of("a b", List.of("c d+")), FormReader.read("a+b=c%20d%2B"));
        assertEquals(Map.of("a", List.of("", "")), FormReader.read("a&a="));
        assertEquals(Map.of("", List.of("b", "")), FormReader.read("=b&"));
        assertEquals(Map.of("a", List.of("=b")), FormReader.read("a==b"));
        assertEquals(Map.of("a", List.of("\u00e9Aa ~")), FormReader.read("a=%C3%A9%41%61+%7e"));
        assertEquals(Map.of("a", List.of("\n\0")), FormReader.read("a=%0a%00"));
        assertEquals(Map.of("+", List.of("\u00e9 %")), FormReader.read("%2b=\u00e9+%25"));
    }

    @Test
    void anEmptyFormHasNoField() throws NotUnderstood {
        assertEquals(Map.of(), FormReader.read(""));
        assertEquals(64, FormReader.read("a&".repeat(63) + "a").get("a").size());
        assertThrows(NotUnderstood.class, () -> FormReader.read("a&".repeat(64) + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4g", "a=%g4", "a=%\u00e91", "a=%c3", "a=%ff", "%=a", "a=%1\u00e9"})
    void aBrokenEscapeIsNoForm(String text) {
        assertThrows(NotUnderstood.class, () -> FormReader.read(text));
    }
}
