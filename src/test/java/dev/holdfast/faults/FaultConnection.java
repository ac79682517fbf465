package dev.holdfast.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link FaultTarget}: reads requests properly, writes whatever it is told to. */
public final class FaultConnection {
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final int number;
    private final Socket socket;
    private final InputStream in;

    FaultConnection(int number, Socket socket) throws IOException {
        this.number = number;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends these characters, one byte each. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these bytes at once. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends FIN after what was written. */
    public void finish() throws IOException {
        socket.shutdownOutput();
        swallow();
    }

    /** Sends RST; bytes that the client has not read yet may be lost to it. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing until the client or the target goes. */
    public void silence() throws IOException {
        swallow();
    }

    /** Whether either side has closed it. */
    public boolean isClosed() {
        return socket.isClosed();
    }

    void close() throws IOException {
        socket.close();
    }

    /** The next request; null when the client has gone. */
    @Nullable
    Received read() throws IOException {
        String start = line();
        if (start == null) {
            return null;
        }
        String[] words = start.split(" ", 3);
        Map<String, List<String>> headers = headers();
        byte[] body = headers.containsKey("transfer-encoding") ? chunks() : exactly(length(headers));
        return new Received(number, words[0], words[1], headers, body, System.nanoTime());
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static int length(Map<String, List<String>> headers) {
        return Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).get(0));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            if (size == null) {
                throw new EOFException("in the middle of a chunked body");
            }
            byte[] chunk = exactly(Integer.parseInt(size, 16));
            line();
            if (chunk.length == 0) {
                return body.toByteArray();
            }
            body.writeBytes(chunk);
        }
    }

    private byte[] exactly(int length) throws IOException {
        if (length > MAX_BODY) {
            throw new IOException("too large a body for a test: " + length);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("in the middle of a body");
        }
        return body;
    }

    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > MAX_LINE) {
                throw new IOException("too long a line for a test");
            }
        }
        return line.toString();
    }

    private void swallow() throws IOException {
        byte[] scratch = new byte[8192];
        int read = 0;
        while (read >= 0) {
            read = in.read(scratch);
        }
    }
}
