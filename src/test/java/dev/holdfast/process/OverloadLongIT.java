package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.faults.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three and ten times what can be done, and strangers in great number beside signed deliveries. Latencies count from the time
 * when each request should have gone out. {@code -Dholdfast.overload.seconds} is the length of a phase.
 */
@Tag("long")
@Isolated("measures time")
class OverloadLongIT {
    private static final Duration PHASE = Duration.ofSeconds(Integer.getInteger("holdfast.overload.seconds", 20));

    /** As many as the door takes at most, but for some. */
    private static final int CONNECTIONS = 1_800;

    private static final String GITHUB = "github-test";
    private static final String GITHUB_SECRET = "secret-of-a-vendor-that-never-tries-again";
    private static final double P99 = 0.99;

    /** What a load may fall short of its rate: more, and it was not that rate that was measured. */
    private static final double MOST_UNSENT = 0.001;

    /** Statements a second that strangers may cause, however many they are: a sample of the refused is kept each second. */
    private static final int OF_STRANGERS = 8;

    private int phases;

    /** The database is what there is too little of: its connections pass a piece of 16 KiB each 10 ms. */
    @Test
    void aSlowDatabaseIsKeptBusyAndWhoIsLetInIsAnsweredInTime() {
        try (Scene scene = new Scene("overload-database")) {
            Postgres postgres = scene.postgres();
            FaultProxy proxy = FaultProxy.to("127.0.0.1", postgres.database().port());
            proxy.slow(Duration.ofMillis(10));
            Database slow = new Database(postgres.database()
                    .url()
                    .replace(":" + postgres.database().port() + "/", ":" + proxy.port() + "/"));
            Service service = scene.service("service", settings(scene).database(slow));
            Levels levels = new Levels(service);
            warm(scene, service, levels, 500);
            double knee = knee(scene, service, levels, 700, 1.15);
            Phase three = phase(scene, service, 3 * knee);
            Phase ten = phase(scene, service, 10 * knee);
            Duration back = untilCalm(levels);
            Phase after = phase(scene, service, knee / 2);
            Verdict verdict = scene.drained(Duration.ofSeconds(120));
            assertAll(
                    () -> assertEquals(Set.of(), verdict.lost()),
                    () -> assertTrue(three.unsent <= MOST_UNSENT, "three times, not sent: " + three.unsent),
                    () -> assertTrue(ten.unsent <= MOST_UNSENT, "ten times, not sent: " + ten.unsent),
                    () -> assertTrue(three.goodput >= 0.9 * knee, "three times: " + three.goodput + " of " + knee),
                    () -> assertTrue(ten.goodput >= 0.75 * knee, "ten times: " + ten.goodput + " of " + knee),
                    () -> assertTrue(three.accepted <= 500 && ten.accepted <= 500, "accepted within 500 ms"),
                    () -> assertTrue(three.refused <= 100 && ten.refused <= 100, "refused within 100 ms"),
                    () -> assertTrue(back.toSeconds() < 30, "back after " + back),
                    () -> assertEquals(Set.of(200), after.statuses, "afterwards"));
        }
    }

    @Test
    void tenThousandUnsignedRequestsASecondHinderNobody() {
        try (Scene scene = new Scene("overload-strangers")) {
            Postgres postgres = scene.postgres(Statements.COUNTED);
            Service service = scene.service("service", settings(scene).database(postgres.database()));
            warm(scene, service, new Levels(service), 5_000);
            scene.drained(Duration.ofSeconds(60));
            int signed = 500;
            Phase alone = phase(scene, service, signed);
            Phase beside;
            long sent;
            try (OpenLoad strangers = strangers(scene, service)) {
                beside = phase(scene, service, signed);
                sent = allRefused(strangers);
            }
            System.out.printf(
                    "p99 %.1f ms alone, %.1f ms beside %,d strangers%n", alone.accepted, beside.accepted, sent);
            assertEquals(Set.of(200), beside.statuses);
            assertTrue(beside.unsent <= MOST_UNSENT, "signed ones not sent: " + beside.unsent);
            assertEquals(Set.of(), scene.drained(Duration.ofSeconds(60)).lost());
            reachNoSql(scene, service, new Statements(postgres.database()));
            assertTrue(
                    beside.accepted <= 2 * alone.accepted,
                    () -> "p99 " + alone.accepted + " ms alone, " + beside.accepted + " ms beside strangers");
        }
    }

    /** Nothing else happens meanwhile, so the statements of a calm service are all that is taken off. */
    private static void reachNoSql(Scene scene, Service service, Statements statements) {
        Duration length = PHASE.plusSeconds(1);
        statements.reset();
        Patience.pause(length);
        long calm = statements.count();
        statements.reset();
        long sent;
        try (OpenLoad strangers = strangers(scene, service)) {
            sent = allRefused(strangers);
        }
        long more = statements.count() - calm;
        System.out.printf("%d statements when calm, %d more with %,d strangers%n", calm, more, sent);
        assertTrue(
                more <= OF_STRANGERS * length.toSeconds(), () -> more + " statements more: " + statements.commonest());
    }

    private static OpenLoad strangers(Scene scene, Service service) {
        byte[] body = scene.signer().body("evt_stranger", "invoice.paid", 1_700_000_000);
        return new OpenLoad(
                scene.ledger(),
                Requests.unsigned(Scene.SOURCE, body),
                service.address(),
                200,
                Integer.getInteger("holdfast.overload.strangers", 10_000),
                PHASE);
    }

    private static long allRefused(OpenLoad strangers) {
        System.out.println("strangers: " + strangers.await().summary());
        assertEquals(Set.of(401), strangers.statuses().keySet());
        assertTrue(strangers.unsentShare() <= MOST_UNSENT, () -> "too few strangers: " + strangers.summary());
        return strangers.answers();
    }

    private static ServiceSettings settings(Scene scene) {
        return scene.settings(64)
                .source(GITHUB, "vendor: github, secrets: [\"" + GITHUB_SECRET + "\"]")
                .route(GITHUB, "ledger")
                .environment("HOLDFAST_LOG_LINES", "problems")
                .asInProduction();
    }

    /** What came of a phase: acknowledged a second, 99th percentiles in milliseconds, and the share that was not sent. */
    private record Phase(double goodput, double accepted, double refused, double unsent, Set<Integer> statuses) {}

    private void warm(Scene scene, Service service, Levels levels, double rate) {
        phase(scene, service, rate / 4);
        phase(scene, service, rate);
        phase(scene, service, rate);
        untilCalm(levels);
    }

    /** The highest rate of which nearly all is acknowledged, in time and in the time. */
    private double knee(Scene scene, Service service, Levels levels, double from, double step) {
        double best = 0;
        for (double rate = from; ; rate *= step) {
            Phase phase = phase(scene, service, rate);
            untilCalm(levels);
            if (phase.goodput < 0.97 * rate || phase.accepted > 500) {
                System.out.printf("knee: %,.0f/s%n", best);
                return best;
            }
            best = phase.goodput;
        }
    }

    /** Nine of ten from a vendor that tries again, one from another that does not. */
    private Phase phase(Scene scene, Service service, double rate) {
        String prefix = "evt_" + phases++ + "_";
        double cpu = cpuSeconds(service);
        try (OpenLoad stripe = new OpenLoad(
                        scene.ledger(),
                        Requests.stripe(scene.signer(), prefix),
                        service.address(),
                        CONNECTIONS * 6 / 10,
                        0.9 * rate,
                        PHASE);
                OpenLoad github = new OpenLoad(
                        scene.ledger(),
                        new GithubRequests(GITHUB, GITHUB_SECRET, "gh_" + prefix, 900),
                        service.address(),
                        CONNECTIONS * 4 / 10,
                        0.1 * rate,
                        PHASE)) {
            System.out.println("stripe: " + stripe.await().summary());
            System.out.println("github: " + github.await().summary());
            long answers = stripe.answers() + github.answers();
            System.out.printf(
                    "%,.0f/s: %,.0f/s, the service %.1f µs a request%n",
                    rate, stripe.goodput() + github.goodput(), (cpuSeconds(service) - cpu) * 1e6 / answers);
            Set<Integer> statuses = new TreeSet<>(stripe.statuses().keySet());
            statuses.addAll(github.statuses().keySet());
            assertTrue(Set.of(200, 503).containsAll(statuses), statuses::toString);
            return new Phase(
                    stripe.goodput() + github.goodput(),
                    Math.max(stripe.accepted().millis(P99), github.accepted().millis(P99)),
                    Math.max(stripe.refused().millis(P99), github.refused().millis(P99)),
                    Math.max(stripe.unsentShare(), github.unsentShare()),
                    statuses);
        }
    }

    private static Duration untilCalm(Levels levels) {
        long from = System.nanoTime();
        levels.await(0, Duration.ofSeconds(60));
        Duration back = Duration.ofNanos(System.nanoTime() - from);
        System.out.println("calm after " + back.toMillis() + " ms");
        return back;
    }

    /** User and system time of the service, in hundredths as Linux counts. */
    private static double cpuSeconds(Service service) {
        try {
            String stat = Files.readString(Path.of("/proc/" + service.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
