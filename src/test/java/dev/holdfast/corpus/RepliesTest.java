package dev.holdfast.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader of answers must see a second answer, and must not see one in a body. */
class RepliesTest {
    @Test
    void twoAnswersAreTwo() {
        assertEquals(
                List.of(200, 401),
                statuses(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n"));
    }

    @Test
    void anAnswerInsideABodyIsNone() {
        String inner = "HTTP/1.1 500 x\r\n\r\n";
        assertEquals(
                List.of(200), statuses("HTTP/1.1 200 OK\r\nContent-Length: " + inner.length() + "\r\n\r\n" + inner));
    }

    @Test
    void chunksAreOneBody() {
        List<Reply> replies = Replies.in(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
                false);
        assertEquals(List.of(100, 200), replies.stream().map(Reply::status).toList());
        assertEquals("abc", replies.get(1).body());
    }

    @Test
    void whatIsNoAnswerIsSaidSo() {
        assertEquals(List.of(200, -1), statuses("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\ngarbage"));
    }

    private static List<Integer> statuses(String received) {
        return Replies.in(received, false).stream().map(Reply::status).toList();
    }
}
