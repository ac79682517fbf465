package dev.holdfast.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/** All the ways in which a {@link FaultTarget} can behave. */
public final class FaultModes {
    private static final String OK_HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String OK = OK_HEAD + "Content-Length: 2\r\n\r\nok";

    private FaultModes() {}

    /** 200 with a small body, on a kept connection. */
    public static FaultMode ok() {
        return (connection, request) -> connection.write(OK);
    }

    /** This status with these header lines and a small body, on a kept connection. */
    public static FaultMode status(int status, String... headers) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        boolean bodiless = status == 204 || status == 304;
        String answer =
                "HTTP/1.1 " + status + " Word\r\n" + lines + (bodiless ? "\r\n" : "Content-Length: 4\r\n\r\nbody");
        return (connection, request) -> connection.write(answer);
    }

    /** These very bytes, then FIN. */
    public static FaultMode bytes(String answer) {
        return (connection, request) -> {
            connection.write(answer);
            connection.finish();
        };
    }

    /** Waits, then behaves like the other. */
    public static FaultMode latency(Duration wait, FaultMode then) {
        return (connection, request) -> {
            Thread.sleep(wait.toMillis());
            then.answer(connection, request);
        };
    }

    /** One fault in {@code outOf} requests on average, else the other. */
    public static FaultMode sometimes(int outOf, FaultMode fault, FaultMode otherwise) {
        return (connection, request) ->
                (ThreadLocalRandom.current().nextInt(outOf) == 0 ? fault : otherwise).answer(connection, request);
    }

    /** RST as soon as the connection is there. */
    public static FaultMode resetOnAccept() {
        return onAccept(FaultConnection::reset);
    }

    /** Accepts and never reads nor says anything. */
    public static FaultMode silence() {
        return onAccept(FaultConnection::silence);
    }

    /** Reads the request and never answers. */
    public static FaultMode silenceAfterRequest() {
        return (connection, request) -> connection.silence();
    }

    /** RST instead of an answer. */
    public static FaultMode resetAfterRequest() {
        return (connection, request) -> connection.reset();
    }

    /** RST when half of the answer's body is out. */
    public static FaultMode resetMidBody() {
        return (connection, request) -> {
            connection.write(OK_HEAD + "Content-Length: 1000\r\n\r\n" + "x".repeat(500));
            Thread.sleep(50);
            connection.reset();
        };
    }

    /** A whole 200, then RST: the client may or may not have read it. */
    public static FaultMode okThenReset() {
        return (connection, request) -> {
            connection.write(OK);
            connection.reset();
        };
    }

    /** FIN in the middle of the status line's headers. */
    public static FaultMode halfHead() {
        return bytes(OK_HEAD + "Content-Le");
    }

    /** FIN in the middle of the body. */
    public static FaultMode halfBody() {
        return bytes(OK_HEAD + "Content-Length: 1000\r\n\r\n" + "x".repeat(500));
    }

    /** Half of the body, then nothing. */
    public static FaultMode halfBodyThenSilence() {
        return (connection, request) -> {
            connection.write(OK_HEAD + "Content-Length: 1000\r\n\r\n" + "x".repeat(500));
            connection.silence();
        };
    }

    /** A good answer, one byte at a time. */
    public static FaultMode drip(Duration pause) {
        return (connection, request) -> {
            for (int i = 0; i < OK.length(); i++) {
                connection.write(OK.substring(i, i + 1));
                Thread.sleep(pause.toMillis());
            }
        };
    }

    /** 200 with so many bytes of body, announced. */
    public static FaultMode huge(long bytes) {
        return (connection, request) -> {
            connection.write(OK_HEAD + "Content-Length: " + bytes + "\r\n\r\n");
            byte[] part = filled(16 * 1024);
            for (long sent = 0; sent < bytes; sent += part.length) {
                connection.write(part);
            }
        };
    }

    /** 200 with chunks that never end. */
    public static FaultMode endlessBody() {
        return (connection, request) -> {
            connection.write(OK_HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            repeat(connection, "400\r\n" + "x".repeat(0x400) + "\r\n");
        };
    }

    /** Header lines that never end. */
    public static FaultMode endlessHeaders() {
        return (connection, request) -> {
            connection.write(OK_HEAD);
            repeat(connection, "X-More: " + "x".repeat(100) + "\r\n");
        };
    }

    /** So many header lines, then a good answer's rest. */
    public static FaultMode manyHeaders(int lines) {
        return bytes(OK_HEAD + "X-More: some\r\n".repeat(lines) + "Content-Length: 0\r\n\r\n");
    }

    /** {@code 100 Continue} for ever. */
    public static FaultMode continueForEver() {
        return (connection, request) -> repeat(connection, "HTTP/1.1 100 Continue\r\n\r\n");
    }

    /** So many {@code 103 Early Hints}, then a good answer. */
    public static FaultMode earlyHints(int times) {
        return (connection, request) ->
                connection.write("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n".repeat(times) + OK);
    }

    /** Announces more than it sends, then FIN. */
    public static FaultMode lengthTooLong() {
        return bytes(OK_HEAD + "Content-Length: 100\r\n\r\nok");
    }

    /** Announces less than it sends and keeps the connection: the rest is no answer to anything. */
    public static FaultMode lengthTooShort() {
        return (connection, request) -> connection.write(OK_HEAD + "Content-Length: 2\r\n\r\nok and then some");
    }

    /** A chunk whose size is no number. */
    public static FaultMode badChunk() {
        return bytes(OK_HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n");
    }

    /** A chunk with an extension that never ends. */
    public static FaultMode chunkExtensions() {
        return (connection, request) -> {
            connection.write(OK_HEAD + "Transfer-Encoding: chunked\r\n\r\n1;");
            repeat(connection, "a=" + "x".repeat(100) + ";");
        };
    }

    /** 200 with a few KiB that unpack to this many MiB. */
    public static FaultMode gzipBomb(int mebibytes) {
        byte[] bomb = gzip(mebibytes);
        return (connection, request) -> {
            connection.write(OK_HEAD + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            connection.write(bomb);
        };
    }

    /** A redirect of this status to that place. */
    public static FaultMode redirect(int status, String location) {
        return status(status, "Location: " + location);
    }

    /** HTTP/1.0, its body ended by FIN. */
    public static FaultMode http10() {
        return bytes("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nok");
    }

    /** Text without a status line, as before HTTP/1.0. */
    public static FaultMode http09() {
        return bytes("<html>ok</html>\n");
    }

    /** No HTTP at all. */
    public static FaultMode garbage() {
        return bytes("SSH-2.0-OpenSSH_9.2\r\n");
    }

    /** A header injected through the reason phrase. */
    public static FaultMode reasonWithLineEnd() {
        return bytes("HTTP/1.1 200 OK\rSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
    }

    private static FaultMode onAccept(Act what) {
        return new FaultMode() {
            @Override
            public void accepted(FaultConnection connection) throws IOException {
                what.on(connection);
            }

            @Override
            public void answer(FaultConnection connection, Received request) {
                // It never comes to a request.
            }
        };
    }

    private static void repeat(FaultConnection connection, String part) throws IOException {
        String block = part.repeat(50);
        while (!connection.isClosed()) {
            connection.write(block);
        }
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static byte[] gzip(int mebibytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private interface Act {
        void on(FaultConnection connection) throws IOException;
    }
}
