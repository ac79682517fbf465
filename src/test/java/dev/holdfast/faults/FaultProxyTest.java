package dev.holdfast.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final FaultTarget behind = FaultTarget.start(FaultModes.ok());
    private final FaultProxy proxy = FaultProxy.to("127.0.0.1", behind.port());

    @AfterEach
    void close() {
        proxy.close();
        behind.close();
    }

    @Test
    void passesBytesOn() throws IOException {
        try (Socket client = client()) {
            assertEquals("HTTP/1.1 200 OK", ask(client));
            assertEquals("HTTP/1.1 200 OK", ask(client));
        }
        assertEquals(1, proxy.accepted());
        assertTrue(proxy.passed() > REQUEST.length);
    }

    @Test
    void cutsWhatIsOpenAndWhatIsNewUntilHealed() throws IOException {
        try (Socket client = client()) {
            ask(client);
            proxy.cut();
            assertThrows(IOException.class, () -> ask(client));
        }
        assertThrows(IOException.class, () -> ask(client()));
        proxy.heal();
        try (Socket client = client()) {
            assertEquals("HTTP/1.1 200 OK", ask(client));
        }
    }

    @Test
    void holdsBytesBackUntilHealed() throws IOException {
        try (Socket client = client()) {
            ask(client);
            proxy.stall();
            client.setSoTimeout(300);
            assertThrows(SocketTimeoutException.class, () -> ask(client));
            proxy.heal();
            client.setSoTimeout(5_000);
            assertEquals("HTTP/1.1 200 OK", answer(client));
        }
    }

    @Test
    void slowsDown() throws IOException {
        proxy.slow(Duration.ofMillis(100));
        try (Socket client = client()) {
            long begun = System.nanoTime();
            ask(client);
            assertTrue(System.nanoTime() - begun >= 200_000_000, "both ways");
        }
    }

    @Test
    void resetsAfterSoManyBytes() throws IOException {
        proxy.resetAfter(REQUEST.length + 10);
        try (Socket client = client()) {
            assertThrows(IOException.class, () -> ask(client));
        }
        assertEquals(REQUEST.length + 10, proxy.passed());
        assertEquals(1, behind.requests());
    }

    @Test
    void leavesNothingOpen() throws Exception {
        Socket client = client();
        ask(client);
        proxy.close();
        behind.close();
        for (int i = 0; i < 200 && proxy.open() + behind.open() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, proxy.open() + behind.open());
        client.close();
    }

    private Socket client() throws IOException {
        Socket client = new Socket();
        client.connect(new InetSocketAddress("127.0.0.1", proxy.port()), 2_000);
        client.setSoTimeout(5_000);
        return client;
    }

    private static String ask(Socket client) throws IOException {
        client.getOutputStream().write(REQUEST);
        return answer(client);
    }

    /** The status line; reads the whole small answer. */
    private static String answer(Socket client) throws IOException {
        byte[] all = client.getInputStream().readNBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".length());
        if (all.length == 0) {
            throw new IOException("closed");
        }
        return new String(all, StandardCharsets.US_ASCII).lines().findFirst().orElse("");
    }
}
