package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One load after the other on a service, each with its own rate and open: nine of ten requests from a vendor that tries again, one from
 * another that never does. Latencies count from the time when each request should have gone out.
 */
final class Phases {
    /** As many as the door takes at most, but for some. */
    private static final int CONNECTIONS = 1_800;

    private static final String GITHUB = "github-test";
    private static final String GITHUB_SECRET = "secret-of-a-vendor-that-never-tries-again";
    private static final double P99 = 0.99;

    private final Scene scene;
    private final Service service;
    private final Duration length;
    private final Retrying retrying;
    private final Levels levels;
    private int phases;

    /**
     * The vendor that tries again.
     *
     * @param requests of the phase of a number
     * @param eventsEach that a request brings
     * @param ledger of what it sends
     */
    record Retrying(Function<Integer, Requests> requests, int eventsEach, Ledger ledger) {}

    /**
     * What came of a phase.
     *
     * @param goodput acknowledged requests a second
     * @param events that they brought, a second
     * @param accepted 99th percentile of what was acknowledged, in milliseconds
     * @param refused the same of what was refused
     * @param unsent share of the requests that were not sent, for want of a free connection
     */
    record Phase(
            double goodput, double events, double accepted, double refused, double unsent, Set<Integer> statuses) {}

    Phases(Scene scene, Service service, Duration length, Retrying retrying) {
        this.scene = scene;
        this.service = service;
        this.length = length;
        this.retrying = retrying;
        this.levels = new Levels(service);
    }

    /** Stripe's events, which the ledger's target waits for. */
    static Retrying stripe(Scene scene) {
        return new Retrying(n -> Requests.stripe(scene.signer(), "evt_" + n + "_"), 1, scene.ledger());
    }

    /** Lets a service take the vendor that never tries again. */
    static ServiceSettings settings(Scene scene) {
        return scene.settings(64)
                .source(GITHUB, "vendor: github, secrets: [\"" + GITHUB_SECRET + "\"]")
                .route(GITHUB, "ledger")
                .environment("HOLDFAST_LOG_LINES", "problems")
                .asInProduction();
    }

    void warm(double rate) {
        phase(rate / 4);
        phase(rate);
        phase(rate);
        untilCalm();
    }

    /** The phase of the highest rate of which nearly all is acknowledged, in time and in the time. */
    Phase knee(double from, double step) {
        Phase best = null;
        for (double rate = from; ; rate *= step) {
            Phase phase = phase(rate);
            untilCalm();
            if (phase.goodput < 0.97 * rate || phase.accepted > 500) {
                assertTrue(best != null, "less than this is too much already: " + rate);
                System.out.printf("knee: %,.0f/s, %,.0f events%n", best.goodput, best.events);
                return best;
            }
            best = phase;
        }
    }

    Phase phase(double rate) {
        int number = phases++;
        double cpu = cpuSeconds();
        try (OpenLoad again = new OpenLoad(
                        retrying.ledger,
                        retrying.requests.apply(number),
                        service.address(),
                        CONNECTIONS * 6 / 10,
                        0.9 * rate,
                        length);
                OpenLoad never = new OpenLoad(
                        scene.ledger(),
                        new GithubRequests(GITHUB, GITHUB_SECRET, "gh_" + number + "_", 900),
                        service.address(),
                        CONNECTIONS * 4 / 10,
                        0.1 * rate,
                        length)) {
            System.out.println("tries again: " + again.await().summary());
            System.out.println("never does: " + never.await().summary());
            long answers = again.answers() + never.answers();
            System.out.printf(
                    "%,.0f/s: %,.0f/s, the service %.1f µs a request%n",
                    rate, again.goodput() + never.goodput(), (cpuSeconds() - cpu) * 1e6 / answers);
            Set<Integer> statuses = new TreeSet<>(again.statuses().keySet());
            statuses.addAll(never.statuses().keySet());
            assertTrue(Set.of(200, 503).containsAll(statuses), statuses::toString);
            return new Phase(
                    again.goodput() + never.goodput(),
                    again.goodput() * retrying.eventsEach + never.goodput(),
                    Math.max(again.accepted().millis(P99), never.accepted().millis(P99)),
                    Math.max(again.refused().millis(P99), never.refused().millis(P99)),
                    Math.max(again.unsentShare(), never.unsentShare()),
                    statuses);
        }
    }

    /** How long it takes until nothing is given up any more. */
    Duration untilCalm() {
        long from = System.nanoTime();
        levels.await(0, Duration.ofSeconds(60));
        Duration back = Duration.ofNanos(System.nanoTime() - from);
        System.out.println("calm after " + back.toMillis() + " ms");
        return back;
    }

    /** User and system time of the service, in hundredths as Linux counts. */
    private double cpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc/" + service.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
