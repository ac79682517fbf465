package dev.holdfast.corpus;

import java.util.ArrayList;
import java.util.List;

/** Cuts what a server sent into answers. Strict: bytes that are no answer are reported as status -1. */
final class Replies {
    private final String received;
    private final boolean withoutBodies;
    private int at;

    private Replies(String received, boolean withoutBodies) {
        this.received = received;
        this.withoutBodies = withoutBodies;
    }

    /**
     * All answers in the bytes.
     *
     * @param received every character is one byte
     * @param withoutBodies the requests were HEAD
     */
    static List<Reply> in(String received, boolean withoutBodies) {
        Replies replies = new Replies(received, withoutBodies);
        List<Reply> all = new ArrayList<>();
        while (replies.at < received.length()) {
            all.add(replies.next());
        }
        return all;
    }

    private Reply next() {
        int head = received.indexOf("\r\n\r\n", at);
        if (head < 0 || !received.startsWith("HTTP/1.", at)) {
            Reply garbage = new Reply(-1, List.of(), received.substring(at));
            at = received.length();
            return garbage;
        }
        List<String> lines = List.of(received.substring(at, head).split("\r\n"));
        at = head + 4;
        int status = Integer.parseInt(lines.get(0).substring(9, 12));
        Reply reply = new Reply(status, lines.subList(1, lines.size()), "");
        if (withoutBodies || reply.isInterim() || status == 204 || status == 304) {
            return reply;
        }
        return new Reply(status, reply.headers(), body(reply));
    }

    private String body(Reply reply) {
        if (reply.header("transfer-encoding").isPresent()) {
            return chunks();
        }
        int length = reply.header("content-length").map(Integer::parseInt).orElse(received.length() - at);
        return take(length);
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        while (true) {
            int line = received.indexOf("\r\n", at);
            if (line < 0) {
                return body.toString();
            }
            int size = Integer.parseInt(received.substring(at, line).trim(), 16);
            at = line + 2;
            body.append(take(size));
            at = Math.min(received.length(), at + 2);
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private String take(int length) {
        int end = Math.min(received.length(), at + length);
        String taken = received.substring(at, end);
        at = end;
        return taken;
    }
}
