package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template makes of a request: all of its text, or nothing. */
class TemplateTest {
    private static Scope scope(String header) {
        Request request = Requests.post("{\"a\":\"x\"}", "X-Id", header);
        return new Scope(request, new Settings("src", null, Map.of()));
    }

    private static String signed(String template, String header) throws Fault {
        List<byte[]> pieces = Template.parse(template).pieces(scope(header));
        if (pieces == null) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{header:X-Id}.{body} | a | a.{\"a\":\"x\"}",
                "{header:X-Id}.{body} | a.1 | nothing",
                "{header:X-Id}.{body} | .a | nothing",
                "{header:X-Id}:{body} | a.1 | a.1:{\"a\":\"x\"}",
                "{body}.{header:X-Id} | a.1 | {\"a\":\"x\"}.a.1",
                ".{header:X-Id}{body} | a.1 | .a.1{\"a\":\"x\"}",
                "{header:X-Id}.{body} | `a b` | nothing",
                "{header:X-Id}.{body} | `a\u007f` | nothing",
                "{header:X-Id}.{body} | `a~!` | a~!.{\"a\":\"x\"}",
                "{header:X-Id}.{header:X-Other}{body} | a | nothing",
                "{header:X-Id}.{header:X-Other~}{body} | a | a.{\"a\":\"x\"}",
                "{body:/a}.{body:/b} | a | nothing"
            })
    void whatIsSignedIsAllThereAndCannotBeReadInAnotherWay(String template, String header, String text) throws Fault {
        assertEquals(text, signed(template, header));
    }

    @Test
    void aSignedHeaderIsShort() throws Fault {
        assertEquals("a".repeat(128) + ".", signed("{header:X-Id}.", "a".repeat(128)));
        assertEquals("nothing", signed("{header:X-Id}.", "a".repeat(129)));
    }

    @Test
    void aTextIsAbsentWhereAPartOfItIs() throws Fault {
        assertEquals("x and a", Template.parse("{body:/a} and {header:X-Id}").text(scope("a")));
        assertNull(Template.parse("{body:/b} and {header:X-Id}").text(scope("a")));
        assertNull(Template.parse("body:/b").text(scope("a")));
        assertEquals("x", Template.parse("body:/a").text(scope("a")));
    }

    @Test
    void bracesStandDoubledForThemselves() throws Fault {
        assertEquals("{x}", Template.parse("{{{body:/a}}}").text(scope("a")));
        assertEquals("{}", Template.parse("{{}}").text(scope("a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{body", "body}", "{", "a}b", "{body}}", "{body|x}", "{text:a}b", "{}", "{body|}"})
    void whatIsNoTemplateIsToldSo(String text) {
        assertThrows(Fault.class, () -> Template.parse(text));
    }

    @Test
    void aTemplateKnowsWhatItHolds() throws Fault {
        Template template = Template.parse("a{timestamp}.{body|sorted-json}{body:/a}");
        List<Place> places = new ArrayList<>();
        template.values(slot -> places.add(slot.value().place()));
        assertEquals(List.of(Place.TIMESTAMP, Place.BODY, Place.BODY), places);
        assertTrue(template.holds(Place.TIMESTAMP, null));
        assertFalse(template.holds(Place.HEADER, null));
        assertTrue(template.holds(Place.BODY, Filter.SORTED_JSON));
        assertFalse(template.holds(Place.TIMESTAMP, Filter.CRC32));
        assertTrue(template.holdsBody(null, Filter.SORTED_JSON));
        assertFalse(template.holdsBody((Filter) null), "a part of the body is not the body");
        assertFalse(Template.parse("{item}").holdsBody((Filter) null));
    }
}
