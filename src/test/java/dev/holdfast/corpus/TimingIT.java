package dev.holdfast.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.process.Service;
import dev.holdfast.process.ServiceSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What times tell strangers, and what strangers do to times: C22 and C64. Seconds alone on the machine; all else runs beside others. */
@Isolated("measures time")
class TimingIT {
    private static HostileService running;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        running = HostileService.start("timing", ServiceSettings::asInProduction);
        service = running.service();
        assertEquals(200, status(Scheme.STRIPE.valid()));
    }

    @AfterAll
    static void end() {
        running.close();
    }

    @Test
    void anUnknownSourceTakesAsLongAsAWrongSignature() throws Exception {
        RawRequest forged =
                Scheme.STRIPE.valid().with("Stripe-Signature", "t=" + Scheme.now() + ",v1=" + "0".repeat(64));
        RawRequest unknown = Scheme.STRIPE
                .valid()
                .with("Stripe-Signature", "t=" + Scheme.now() + ",v1=" + "0".repeat(64))
                .relined("POST /webhooks/hostile-strip0 HTTP/1.1");
        double best = Double.MAX_VALUE;
        // The first rounds are of code that is not compiled yet.
        for (int round = 0; round < 24 && best > 1.1; round++) {
            long[] one = new long[1_000];
            long[] other = new long[1_000];
            for (int i = 0; i < one.length; i++) {
                one[i] = nanos(forged, 401);
                other[i] = nanos(unknown, 404);
            }
            double known = median(one);
            double nobody = median(other);
            best = Math.min(best, Math.max(known, nobody) / Math.min(known, nobody));
        }
        double ratio = best;
        System.out.println("TimingIT: the medians differ by a factor of " + ratio);
        assertTrue(ratio <= 1.1, () -> "the medians differ by a factor of " + ratio);
    }

    private static long nanos(RawRequest request, int status) throws IOException {
        long from = System.nanoTime();
        assertEquals(status, status(request));
        return System.nanoTime() - from;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    @Test
    void slowConnectionsSlowNobodyElse() throws Exception {
        long alone = slowest();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 1_500; i++) {
                Socket socket = new Socket();
                socket.connect(service.address(), 5_000);
                socket.getOutputStream()
                        .write("POST /webhooks/hostile-stripe HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            long crowded = slowest();
            System.out.println(
                    "TimingIT: p99 " + alone / 1_000 + " us alone, " + crowded / 1_000 + " us with 1,500 slow ones");
            long bound = Math.max(3 * alone, Duration.ofMillis(100).toNanos());
            assertTrue(
                    crowded < bound,
                    () -> "p99 " + alone + " ns alone, " + crowded + " ns with 1,500 slow connections");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** The 99th percentile of signed requests, each on a connection of its own, in nanoseconds. */
    private static long slowest() throws IOException {
        long[] nanos = new long[300];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = nanos(Scheme.STRIPE.valid(), 200);
        }
        Arrays.sort(nanos);
        return nanos[nanos.length * 99 / 100];
    }

    private static int status(RawRequest request) throws IOException {
        try (Keeping once = new Keeping(service, request)) {
            return once.status();
        }
    }
}
