package dev.holdfast.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One connection from its first byte to its end, as the client saw it.
 *
 * @param replies in the order in which they came, interim answers left out
 * @param interim whether an interim answer (100 Continue) came
 * @param closed whether the server ended the connection
 */
record Exchange(List<Reply> replies, boolean interim, boolean closed) {
    /** After the last byte of an answer: a second answer that should not be there would come at once. */
    private static final int QUIET_MILLIS = 150;

    private static final int CONNECT_MILLIS = 5_000;

    /**
     * Does all steps on a new connection, then listens until the server closes or has nothing more to say.
     *
     * @param expected answers that are waited for until the limit; after them, or after the first bytes if it is 0, a pause is
     *     the end
     */
    static Exchange of(InetSocketAddress server, List<Step> steps, Duration limit, int expected) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        boolean closed = false;
        try (Socket socket = new Socket()) {
            socket.connect(server, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            try {
                for (Step step : steps) {
                    if (step instanceof Step.Abandon) {
                        socket.setSoLinger(true, 0);
                        return new Exchange(List.of(), false, true);
                    }
                    perform(step, socket);
                }
            } catch (IOException theServerHungUpWhileWeWrote) {
                closed = true;
            }
            closed |= listen(socket, received, System.nanoTime() + limit.toNanos(), expected);
        }
        String text = received.toString(StandardCharsets.ISO_8859_1);
        List<Reply> all = Replies.in(text, isHead(steps));
        return new Exchange(
                all.stream().filter(reply -> !reply.isInterim()).toList(),
                all.stream().anyMatch(Reply::isInterim),
                closed);
    }

    private static void perform(Step step, Socket socket) throws IOException {
        if (step instanceof Step.Send send) {
            socket.getOutputStream().write(send.bytes());
        } else if (step instanceof Step.Wait wait) {
            sleep(wait.time());
        } else if (step instanceof Step.Finish) {
            socket.shutdownOutput();
        } else if (step instanceof Step.Drip drip) {
            for (byte b : drip.bytes()) {
                socket.getOutputStream().write(b);
                sleep(drip.pause());
            }
        }
    }

    /** True when the server closed. */
    private static boolean listen(Socket socket, ByteArrayOutputStream received, long end, int expected) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) (saysAll(received, expected) ? Math.min(QUIET_MILLIS, left) : left));
                int count = in.read(buffer);
                if (count < 0) {
                    return true;
                }
                received.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException nothingMoreComes) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean saysAll(ByteArrayOutputStream received, int expected) {
        String text = received.toString(StandardCharsets.ISO_8859_1);
        return !text.isEmpty() && text.split("HTTP/1.1 [2-5]", -1).length > expected;
    }

    private static boolean isHead(List<Step> steps) {
        return !steps.isEmpty()
                && steps.get(0) instanceof Step.Send send
                && new String(send.bytes(), 0, Math.min(5, send.bytes().length), StandardCharsets.ISO_8859_1)
                        .equals("HEAD ");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
