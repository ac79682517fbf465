package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XML at its edges, and paths into it. */
class XmlReaderTest {
    private static String xml(String body, String path) throws Exception {
        Node node = Pointer.parse(path).first(XmlReader.read(body.getBytes(StandardCharsets.UTF_8)));
        return node == null ? "none" : String.valueOf(node.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>x</a> | /a | x",
                "<?xml version='1.0' encoding='UTF-8'?><a>x</a> | /a | x",
                "<a><b>1</b><b>2</b></a> | /a/b | 1",
                "<s:a xmlns:s='u'><s:b c:d='e'>f</s:b></s:a> | /a/b | f",
                "<s:a xmlns:s='u'><s:b c:d='e'>f</s:b></s:a> | /a/b/@d | e",
                "<a b='1' c=\"2'\"/> | /a/@c | 2'",
                "<a>x&amp;&#65;&#x42;&lt;</a> | /a | x&AB<",
                "<a><![CDATA[<&>]]></a> | /a | <&>",
                "<a>1<!-- <b> -->2</a> | /a | 12",
                "<a b='>'>x</a > | /a/@b | >",
                "<a b='>'>x</a > | /a | x",
                "<a><b/></a> | /a | null",
                "<a/> | /a | ''",
                "<a/> | /b | none",
                "<a><b>1</b></a> | /a/*/b | 1",
                "<a>&lt;b</a> | /a | <b",
                "<a>&#00000065;</a> | /a | A",
                "' <a/> ' | /a | ''"
            })
    void aPathIntoXml(String body, String path, String text) throws Exception {
        assertEquals(text == null ? "" : text, xml(body, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<a>",
                "</a>",
                "<a></b>",
                "<a/><b/>",
                "<a/>x",
                "x<a/>",
                "<a b></a>",
                "<a b=c></a>",
                "<a b='<'></a>",
                "<a 'b'></a>",
                "<a b='1'c='2'/>",
                "<1/>",
                "< a/>",
                "<a",
                "<a b='>",
                "<!DOCTYPE a><a/>",
                "<!ENTITY a 'b'><a/>",
                "<![CDATA[x]]><a/>",
                "<a>&b;</a>",
                "<a>&amp</a>",
                "<a>&#xZZ;</a>",
                "<a>&#1114112;</a>",
                "<a>&;</a>",
                "<a>&#000000065;</a>",
                "<a>&aaaaaaaaaaa;</a>",
                "<a><!-- </a>",
                "<a><![CDATA[ </a>",
                "<? <a/>",
                "<a/><!-",
                "<a>x<",
                "<?xml version='1.0' encoding='latin1'?><a/>",
                "<a>\0</a>",
                "<a><b></a></b>"
            })
    void whatIsNoPlainXmlIsNotUnderstood(String body) {
        assertThrows(NotUnderstood.class, () -> XmlReader.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void limitsOfXml() throws Exception {
        XmlReader.read(("<a>".repeat(64) + "</a>".repeat(64)).getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> XmlReader.read(("<a>".repeat(65) + "</a>".repeat(65)).getBytes(StandardCharsets.UTF_8)));
        XmlReader.read(("<a>" + "<b/>".repeat(99_999) + "</a>").getBytes(StandardCharsets.UTF_8));
        assertThrows(
                NotUnderstood.class,
                () -> XmlReader.read(("<a>" + "<b/>".repeat(100_000) + "</a>").getBytes(StandardCharsets.UTF_8)));
        assertThrows(NotUnderstood.class, () -> XmlReader.read(new byte[] {'<', 'a', '>', (byte) 0xff}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a> <b>x</b> </a> | /a/b | <b>x</b>",
                "<a> <b c='>'/> </a> | /a/b | <b c='>'/>",
                "<a><b>x</b></a > | /a | <a><b>x</b></a >",
                "<?b?><a/><!-- --> | `` | <?b?><a/><!-- -->"
            })
    void anElementKnowsItsBytes(String text, String path, String element) throws Exception {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Node item = Pointer.parse(path).first(XmlReader.read(body));
        assertEquals(element, new String(body, item.start(), item.end() - item.start(), StandardCharsets.UTF_8));
    }

    @Test
    void anElementIsNoList() throws Exception {
        assertFalse(XmlReader.read("<a><b/><b/></a>".getBytes(StandardCharsets.UTF_8))
                .isArray());
    }

    @Test
    void anotherEncodingIsToldSo() {
        byte[] wide = "<a>x</a>".getBytes(StandardCharsets.UTF_16BE);
        NotUnderstood fault = assertThrows(NotUnderstood.class, () -> XmlReader.read(wide));
        assertEquals("invalid XML: not UTF-8", fault.reason());
    }
}
