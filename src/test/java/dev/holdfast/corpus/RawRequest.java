package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request of which every byte can be chosen. Headers keep their order, their case and their number. */
final class RawRequest {
    private final List<String> headers = new ArrayList<>();
    private String line;
    private byte[] body = new byte[0];
    private boolean measured = true;

    private RawRequest(String line) {
        this.line = line;
    }

    /** A POST to a source, on a connection that the client wants closed after the answer. */
    static RawRequest post(String source) {
        return line("POST /webhooks/" + source + " HTTP/1.1")
                .header("Host", "hooks.example")
                .header("Connection", "close");
    }

    /** A request with this first line and no header. */
    static RawRequest line(String line) {
        return new RawRequest(line);
    }

    /** Another first line for the same request. */
    RawRequest relined(String line) {
        this.line = line;
        return this;
    }

    /** One more header, even if there is one of that name. */
    RawRequest header(String name, String value) {
        return raw(name + ": " + value);
    }

    /** One more header line, as it stands. */
    RawRequest raw(String header) {
        headers.add(header);
        return this;
    }

    /** Without any header of a name. */
    RawRequest without(String name) {
        headers.removeIf(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        return this;
    }

    /** The header of a name replaced by one with another value. */
    RawRequest with(String name, String value) {
        return without(name).header(name, value);
    }

    /** The value of the first header of a name. */
    String value(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                .map(header -> header.substring(start.length()).trim())
                .findFirst()
                .orElseThrow();
    }

    RawRequest body(byte[] bytes) {
        this.body = bytes;
        return this;
    }

    RawRequest body(String utf8) {
        return body(utf8.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the Content-Length that is otherwise added. */
    RawRequest unmeasured() {
        this.measured = false;
        return this;
    }

    /** The connection stays open after the answer, as far as the client is concerned. */
    RawRequest keepAlive() {
        return without("Connection");
    }

    byte[] bytes() {
        byte[] head = head().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private String head() {
        StringBuilder head = new StringBuilder(line).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (measured) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }
}
