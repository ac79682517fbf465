package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is posted: what has no value is left out, and so is what then holds nothing. */
class JsonShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{ a: 1, b: true, c: null, d: '1', e: text, f: 1.50 } ^ {'a':1,'b':true,'c':null,'d':'1','e':'text','f':1.50}",
                "{ a: '{param:here}', b: '{param:gone}' } ^ {'a':'7'}",
                "{ a: 'x{param:here}', b: '{param:here|number}', c: 'x{param:here|number}' } ^ {'a':'x7','b':7,'c':'x7'}",
                "{ a: '{param:gone|number}' } ^ null",
                "{ a: { b: '{param:gone}' }, c: {} } ^ {'c':{}}",
                "{ a: ['{param:here}', '{param:gone}', 2, []] } ^ {'a':['7',2,[]]}",
                "{ a: '{{}}' } ^ {'a':'{}'}",
                "['{param:gone}'] ^ null",
                "{ a: ['{param:gone}'], b: ['{param:many}', x], c: '{param:here}' } ^ {'b':['1','2','x'],'c':'7'}",
                "plain ^ 'plain'"
            })
    void aShapeIsFilled(String yaml, String json) {
        Mistakes mistakes = new Mistakes("shape.yaml");
        JsonShape shape = JsonShape.read(PageFile.compose(yaml, mistakes).orElseThrow());
        assertTrue(mistakes.none(), () -> mistakes.found().toString());
        AskSight sight = AskSight.of(Map.of("here", List.of("7"), "many", List.of("1", "2")));
        assertEquals(json.replace('\'', '"'), String.valueOf(shape.of(sight)));
    }
}
