package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.faults.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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

    /** What a load may fall short of its rate: more, and it was not that rate that was measured. */
    private static final double MOST_UNSENT = 0.001;

    /** Statements a second that strangers may cause, however many they are: a sample of the refused is kept each second. */
    private static final int OF_STRANGERS = 8;

    private static final String STORED = """
            select string_agg(substring(convert_from(e.payload, 'UTF8') from '"eventId":([0-9]+)'), ',')
            from event e join source s on s.id = e.source where s.name = '%s'
            """.formatted(HubSpotBatches.SOURCE);

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
            Service service = scene.service("service", Phases.settings(scene).database(slow));
            Phases phases = new Phases(scene, service, PHASE, Phases.stripe(scene));
            phases.warm(500);
            overload(phases, phases.knee(700, 1.15));
            assertEquals(Set.of(), scene.drained(Duration.ofSeconds(120)).lost());
        }
    }

    /**
     * One processor is what there is too little of, for the service and its PostgreSQL; the load has another. An event that is
     * kept costs some tens of microseconds, a refusal more than ten: only of requests with many events can ten times too many be
     * refused in time.
     */
    @Test
    void aProcessorIsKeptBusyWithWhatIsLetIn() throws IOException {
        assumeTrue(Processor.canBeChosen(), "one processor, or no taskset");
        long self = ProcessHandle.current().pid();
        try (Scene scene = new Scene("overload-processor");
                Ledger batches = new Ledger(scene.dir().sub("batches"))) {
            Postgres postgres = scene.postgres();
            Service service = scene.service(
                    "service",
                    Phases.settings(scene)
                            .database(postgres.database())
                            .source(HubSpotBatches.SOURCE, HubSpotBatches.settings())
                            .java("-XX:ActiveProcessorCount=1"));
            new Processor(0).keep(service.pid());
            new Processor(0).keepFamily(postgres.pid());
            new Processor(1).keep(self);
            Phases.Retrying hubSpot = new Phases.Retrying(
                    n -> new HubSpotBatches((n + 1) * 1_000_000_000L), HubSpotBatches.EVENTS, batches);
            Phases phases = new Phases(scene, service, PHASE, hubSpot);
            phases.warm(100);
            phases.warm(200);
            overload(phases, phases.knee(200, 1.15));
            assertEquals(Set.of(), scene.drained(Duration.ofSeconds(120)).lost());
            assertEquals(Set.of(), missing(batches, postgres.database()));
        } finally {
            Processor.free(self);
        }
    }

    /** Three times and ten times the knee. */
    private static void overload(Phases phases, Phases.Phase knee) {
        Phases.Phase three = phases.phase(3 * knee.goodput());
        Phases.Phase ten = phases.phase(10 * knee.goodput());
        Duration back = phases.untilCalm();
        Phases.Phase after = phases.phase(knee.goodput() / 2);
        System.out.printf(
                "of the knee's events: %.0f %%, %.0f %%%n",
                100 * three.events() / knee.events(), 100 * ten.events() / knee.events());
        assertAll(
                () -> assertTrue(three.unsent() <= MOST_UNSENT, "three times, not sent: " + three.unsent()),
                () -> assertTrue(ten.unsent() <= MOST_UNSENT, "ten times, not sent: " + ten.unsent()),
                () -> assertTrue(three.events() >= 0.9 * knee.events(), "three times: " + three + " of " + knee),
                () -> assertTrue(ten.events() >= 0.75 * knee.events(), "ten times: " + ten + " of " + knee),
                () -> assertTrue(three.accepted() <= 500 && ten.accepted() <= 500, "accepted within 500 ms"),
                () -> assertTrue(three.refused() <= 100 && ten.refused() <= 100, "refused within 100 ms"),
                () -> assertTrue(back.toSeconds() < 30, "back after " + back),
                () -> assertEquals(Set.of(200), after.statuses(), "afterwards"));
    }

    /** First events of acknowledged requests of which an event is not in the database. */
    private static Set<Long> missing(Ledger batches, Database database) {
        Set<Long> stored = Arrays.stream(database.text(STORED).split(","))
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        System.out.printf(
                "%,d events acknowledged in batches, %,d stored%n", 100L * batches.ackedCount(), stored.size());
        return batches.acked().stream()
                .map(Long::valueOf)
                .filter(first ->
                        !LongStream.range(first, first + HubSpotBatches.EVENTS).allMatch(stored::contains))
                .collect(Collectors.toSet());
    }

    @Test
    void tenThousandUnsignedRequestsASecondHinderNobody() {
        try (Scene scene = new Scene("overload-strangers")) {
            Postgres postgres = scene.postgres(Statements.COUNTED);
            Service service = scene.service("service", Phases.settings(scene).database(postgres.database()));
            Phases phases = new Phases(scene, service, PHASE, Phases.stripe(scene));
            phases.warm(5_000);
            scene.drained(Duration.ofSeconds(60));
            int signed = 500;
            Phases.Phase alone = phases.phase(signed);
            Phases.Phase beside;
            long sent;
            try (OpenLoad strangers = strangers(scene, service)) {
                beside = phases.phase(signed);
                sent = allRefused(strangers);
            }
            System.out.printf(
                    "p99 %.1f ms alone, %.1f ms beside %,d strangers%n", alone.accepted(), beside.accepted(), sent);
            assertEquals(Set.of(200), beside.statuses());
            assertTrue(beside.unsent() <= MOST_UNSENT, "signed ones not sent: " + beside.unsent());
            assertEquals(Set.of(), scene.drained(Duration.ofSeconds(60)).lost());
            reachNoSql(scene, service, new Statements(postgres.database()));
            assertTrue(
                    beside.accepted() <= 2 * alone.accepted(),
                    () -> "p99 " + alone.accepted() + " ms alone, " + beside.accepted() + " ms beside strangers");
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
}
