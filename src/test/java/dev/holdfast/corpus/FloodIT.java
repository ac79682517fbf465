package dev.holdfast.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.process.Patience;
import dev.holdfast.process.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Strangers in great number: C22, C29 and C136, and that none of them costs a statement. */
class FloodIT {
    private static final int FLOOD = 16_000;
    private static final int CONNECTIONS = 8;

    private static HostileService running;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        running = HostileService.start("flood");
        service = running.service();
        assertEquals(200, status(Scheme.STRIPE.valid()));
    }

    @AfterAll
    static void end() {
        running.close();
    }

    @Test
    void anUnsignedRequestCostsNoStatement() throws Exception {
        List<Keeping> posters = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            posters.add(new Keeping(service, unsigned(i)));
        }
        long before = counted();
        long began = System.nanoTime();
        for (int i = 0; i < FLOOD; i++) {
            assertEquals(401, posters.get(i % CONNECTIONS).status());
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
        long transactions = counted() - before;
        posters.forEach(Keeping::close);
        System.out.println("FloodIT: " + FLOOD + " unsigned requests; transactions " + transactions);
        // What was refused is kept in samples, a hundred a second at most, and lanes are renewed: neither grows with
        // the flood.
        long bound = 120 * (seconds + 3) + 50;
        assertTrue(bound < FLOOD / 2, () -> "a flood of nothing: it took " + seconds + " s");
        assertTrue(transactions <= bound, () -> FLOOD + " unsigned requests, " + transactions + " transactions");
    }

    /** Forged in every way that needs a look at the body, the header or both. */
    private static RawRequest unsigned(int i) {
        RawRequest valid = Scheme.values()[i % Scheme.values().length].valid().keepAlive();
        Scheme scheme = Scheme.values()[i % Scheme.values().length];
        return i % 2 == 0 ? valid.without(scheme.header()) : valid.body("{\"id\":\"evt_forged\"}");
    }

    /** Backends tell what they did once a second at the earliest. */
    private static long counted() {
        Patience.pause(Duration.ofMillis(1_500));
        return running.postgres()
                .database()
                .number("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
    }

    @Test
    void tenThousandUnknownSourcesMakeNoSeries() throws Exception {
        Set<String> before = series();
        try (Keeping poster = new Keeping(service, Scheme.STRIPE.valid().keepAlive())) {
            for (int i = 0; i < 10_000; i++) {
                RawRequest stranger = RawRequest.line("POST /webhooks/nobody-" + i + "?q=" + i + " HTTP/1.1")
                        .header("Host", "h" + i)
                        .header("X-" + i, "v" + i)
                        .body("{\"id\":\"evt_" + i + "\",\"type\":\"type." + i + "\"}");
                assertEquals(404, poster.status(stranger.bytes()));
            }
            for (int i = 0; i < 500; i++) {
                byte[] body = ("{\"id\":\"evt_series" + i + "\",\"type\":\"type." + i + "\",\"created\":1}")
                        .getBytes(StandardCharsets.UTF_8);
                assertEquals(
                        200,
                        poster.status(Scheme.STRIPE.signed(body).keepAlive().bytes()));
            }
        }
        Set<String> after = series();
        after.removeAll(before);
        // A histogram of ours begins with its first value; what arrives is in no name.
        assertTrue(
                after.stream().noneMatch(line -> line.contains("nobody") || line.contains("type.")), after::toString);
        assertTrue(after.size() < 20, after::toString);
    }

    private static Set<String> series() throws IOException, InterruptedException {
        HttpRequest metrics = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.managementPort() + "/q/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(metrics, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("holdfast"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void moreSlowConnectionsThanThereIsRoomForAreEndedAndNobodyIsShutOutForLong() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 5_000; i++) {
                Socket socket = new Socket();
                try {
                    socket.connect(service.address(), 1_000);
                    socket.getOutputStream()
                            .write("POST /webhooks/hostile-stripe HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                    slow.add(socket);
                } catch (IOException thereIsNoRoom) {
                    socket.close();
                }
            }
            Patience.await(
                    Duration.ofSeconds(60),
                    () -> {
                        try {
                            return status(Scheme.STRIPE.valid()) == 200;
                        } catch (IOException notYet) {
                            return false;
                        }
                    },
                    () -> "a signed request among slow ones");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void helloesOfTlsTakeNoMemory() throws Exception {
        byte[] hello = Arrays.copyOf(new byte[] {0x16, 3, 1, -1, -1, 1, -1, -1, -1, 3, 3}, 1_024);
        for (int i = 0; i < 200; i++) {
            greet(hello);
        }
        long before = resident();
        for (int i = 0; i < 1_000; i++) {
            greet(hello);
        }
        long grown = resident() - before;
        assertTrue(grown < 64L << 20, () -> "grown by " + grown + " bytes");
        assertEquals(200, status(Scheme.STRIPE.valid()));
    }

    private static void greet(byte[] hello) {
        try (Socket socket = new Socket()) {
            socket.connect(service.address(), 2_000);
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(hello);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            // whatever it is, it is over
        }
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private static int status(RawRequest request) throws IOException {
        try (Keeping once = new Keeping(service, request)) {
            return once.status();
        }
    }
}
