package dev.holdfast.corpus;

import dev.holdfast.process.Service;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/** One connection that posts, and reads of every answer its status; opened again when the service has closed it. */
final class Keeping implements AutoCloseable {
    private final Service service;
    private final RawRequest request;
    private Socket socket;

    Keeping(Service service, RawRequest request) {
        this.service = service;
        this.request = request;
    }

    int status() throws IOException {
        return status(request.bytes());
    }

    int status(byte[] bytes) throws IOException {
        if (socket == null) {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(service.address(), 5_000);
            socket.setSoTimeout(10_000);
        }
        socket.getOutputStream().write(bytes);
        String head = head(socket.getInputStream());
        if (head.toLowerCase(Locale.ROOT).contains("connection: close")) {
            close();
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    /** All answers here are without a body. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after '" + head + "'");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException alreadyClosed) {
            // which is what was wanted
        }
        socket = null;
    }
}
