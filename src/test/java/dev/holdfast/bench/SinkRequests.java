package dev.holdfast.bench;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts one connection's bytes into requests by their Content-Length; knows no other framing. */
final class SinkRequests implements Handler<Buffer> {
    private static final String LENGTH = "content-length:";

    private final Consumer<Buffer> requests;
    private @Nullable Buffer rest;

    SinkRequests(Consumer<Buffer> requests) {
        this.requests = requests;
    }

    @Override
    public void handle(Buffer chunk) {
        Buffer bytes = rest == null ? chunk : rest.appendBuffer(chunk);
        int at = 0;
        while (at < bytes.length()) {
            int end = end(bytes, at);
            if (end < 0 || end > bytes.length()) {
                break;
            }
            requests.accept(at == 0 && end == bytes.length() ? bytes : bytes.slice(at, end));
            at = end;
        }
        rest = at == bytes.length() ? null : bytes.getBuffer(at, bytes.length());
    }

    /** Where the request that begins at {@code from} ends, or -1 while its head is not whole. */
    private static int end(Buffer bytes, int from) {
        int length = 0;
        int line = from;
        for (int i = from; i + 1 < bytes.length(); i++) {
            if (bytes.getByte(i) == '\r' && bytes.getByte(i + 1) == '\n') {
                if (i == line) {
                    return i + 2 + length;
                }
                length = isLength(bytes, line, i) ? number(bytes, line + LENGTH.length(), i) : length;
                line = i + 2;
                i++;
            }
        }
        return -1;
    }

    private static boolean isLength(Buffer bytes, int from, int to) {
        if (to - from <= LENGTH.length()) {
            return false;
        }
        for (int i = 0; i < LENGTH.length(); i++) {
            if ((bytes.getByte(from + i) | 0x20) != (LENGTH.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(Buffer bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            byte digit = bytes.getByte(i);
            number = digit == ' ' ? number : number * 10 + digit - '0';
        }
        return number;
    }
}
