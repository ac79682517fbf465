package dev.holdfast.ops.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved request is read as the wire had it, and what is none is told by its line. */
class SavedRequestTest {
    private static SavedRequest parsed(String text) throws Unreadable {
        return SavedRequest.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void headAndBodyAreTakenApart(String end) throws Unreadable {
        String head = String.join(end, "POST /webhooks/a?b=1&c=%20 HTTP/1.1", "X-A:  one ", "x-a: two", "B:", "", "");
        SavedRequest request = parsed(head + "{\n}\r\n\u00ff");
        assertEquals("POST", request.method());
        assertEquals("b=1&c=%20", request.query());
        assertEquals(List.of("one", "two"), request.headers().all("X-A"));
        assertEquals(List.of(""), request.headers().all("b"));
        assertArrayEquals("{\n}\r\n\u00ff".getBytes(StandardCharsets.ISO_8859_1), request.body());
        assertEquals(0, request.left());
    }

    @Test
    void theBodyEndsWhereContentLengthSays() throws Unreadable {
        SavedRequest request = parsed("POST /a HTTP/1.1\nContent-Length: 2\n\n{}\n");
        assertArrayEquals(new byte[] {'{', '}'}, request.body());
        assertEquals(1, request.left());
    }

    @Test
    void aRequestMayHaveNeitherQueryNorBody() throws Unreadable {
        SavedRequest request = parsed("GET /a HTTP/1.1\nHost: b\n\n");
        assertNull(request.query());
        assertEquals(0, request.body().length);
        assertEquals("", parsed("GET /a?\n\n").query());
        assertEquals(0, parsed("GET /a\nB: c").body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{\"id\":1}",
                "post /a HTTP/1.1\n\n",
                "POST /a HTTP/2\n\n",
                "POST  /a\n\n",
                "POST /a\nno header\n\n",
                "POST /a\n folded: yes\n\n",
                "POST /a\nA : b\n\n",
                "POST /a\nContent-Length: 3\n\n{}",
                "POST /a\nContent-Length: -1\n\n{}",
                "POST /a\nContent-Length: 2\nContent-Length: 2\n\n{}",
                "POST /a\nContent-Length: 99999999999999999999\n\n{}",
                "POST /a\nTransfer-Encoding: chunked\n\n0\n\n"
            })
    void whatIsNoRequestIsToldSo(String text) {
        assertTrue(
                assertThrows(Unreadable.class, () -> parsed(text)).getMessage().length() > 10, text);
    }
}
