package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is read as what it says of itself, once. */
class BodyTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Body body(String text, String... contentTypes) {
        String[] headers = new String[contentTypes.length * 2];
        for (int i = 0; i < contentTypes.length; i++) {
            headers[2 * i] = "content-type";
            headers[2 * i + 1] = contentTypes[i];
        }
        return new Body(Requests.post(text, headers));
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, true",
        "APPLICATION/X-WWW-FORM-URLENCODED, true",
        "application/x-www-form-urlencoded; charset=utf-8, true",
        "application/x-www-form-urlencoded ;a, true",
        "application/x-www-form-urlencodedx, false",
        "application/x-www-form-urlencode, false",
        "application/json, false"
    })
    void aFormSaysThatItIsOne(String contentType, boolean form) {
        assertEquals(form, body("a=1", contentType).isForm());
    }

    @Test
    void whatSaysNothingIsNoForm() {
        Body body = body("a=1");
        assertEquals(false, body.isForm());
        assertEquals("no form", assertThrows(NotUnderstood.class, body::form).reason());
        assertSame(assertThrows(NotUnderstood.class, body::form), assertThrows(NotUnderstood.class, body::form));
    }

    @Test
    void theFirstContentTypeCounts() throws NotUnderstood {
        Body body = body("a=1", FORM, "application/json");
        assertEquals(FORM, body.contentType());
        assertEquals(Map.of("a", List.of("1")), body.form());
        assertSame(body.form(), body.form());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charset=utf-16",
                "a; charset=utf-16",
                "a; CHARSET=\"utf-32\"",
                "a; charset=shift_jis",
                "a; charset=iso-8859-1",
                "a; charset = windows-1252 ; b",
                "a; charset=utf-8x",
                "a; charset"
            })
    void bytesOfAnotherCharsetAreNotRead(String contentType) {
        String form = contentType.replaceFirst("^a", FORM);
        assertEquals(
                "a charset that is not UTF-8",
                assertThrows(
                                NotUnderstood.class,
                                () -> body("[\"\u00e9\"]", contentType).json())
                        .reason());
        assertEquals(
                "a charset that is not UTF-8",
                assertThrows(
                                NotUnderstood.class,
                                () -> body("<a>\u00e9</a>", contentType).xml())
                        .reason());
        assertThrows(NotUnderstood.class, () -> body("a=\u00e9", form).form());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; charset=utf-8", "a; charset=\"UTF8\"", "a;charset=us-ascii; b=c", "a; char=x", "a"})
    void bytesOfUtf8AreRead(String contentType) throws NotUnderstood {
        Body body = body("[\"\u00e9\"]", contentType);
        assertEquals("\u00e9", body.json().step("*").get(0).text());
        assertSame(body.json(), body.json());
        assertEquals(
                "\u00e9",
                Pointer.SELF
                        .first(body("<a>\u00e9</a>", contentType)
                                .xml()
                                .step("a")
                                .get(0))
                        .text());
        assertEquals(
                Map.of("a", List.of("\u00e9")),
                body("a=\u00e9", contentType.replaceFirst("^a", FORM)).form());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a; charset=iso-8859-15", "a; charset=Windows-1250"})
    void aCharsetThatMakesNoDifferenceIsBelieved(String contentType) throws NotUnderstood {
        assertEquals("x", body("[\"x\"]", contentType).json().step("*").get(0).text());
    }

    @Test
    void aBodyIsItsBytes() {
        assertEquals("x", new String(body("x").bytes(), StandardCharsets.UTF_8));
    }
}
