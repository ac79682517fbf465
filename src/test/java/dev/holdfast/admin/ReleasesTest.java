package dev.holdfast.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.EventId;
import dev.holdfast.journal.Database;
import dev.holdfast.journal.Receipt;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.VendorPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Out of quarantine once, whole, and only what is new: on a real database, through real doors, from two replicas. */
class ReleasesTest {
    private static final String BY_ID = understood("id", "item:/id");
    private static final String MENDED = BY_ID + understood("uuid", "item:/uuid");
    private static final String NEVER_KNOWN = understood("id", "\"{item:/id}.{received}\"");
    private static final String NEVER_KNOWN_MENDED = NEVER_KNOWN + understood("uuid", "\"{item:/uuid}.{received}\"");
    private static final String MIXED = "[{\"id\":\"a\",\"kind\":\"x\"}, {\"uuid\":\"b\",\"kind\":\"x\"},"
            + " {\"id\":\"c\",\"kind\":\"x\"}, {\"kind\":\"x\"}]";
    private static final List<String> MIXED_UNDERSTOOD = List.of(
            "{\"id\":\"a\",\"kind\":\"x\"}", "{\"id\":\"c\",\"kind\":\"x\"}", "{\"uuid\":\"b\",\"kind\":\"x\"}");

    @TempDir
    Path pages;

    private final Database database = Database.fresh();
    private Replica one;
    private Replica two;

    @BeforeEach
    void start() throws Exception {
        one = new Replica(database, door(BY_ID));
        two = new Replica(database, door(MENDED));
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    /** A shape for what has a field; what has none of a page's is not understood. */
    private static String understood(String field, String id) {
        return "  - { when: { \"item:/%s\": present }, id: %s, type: item:/kind }%n".formatted(field, id);
    }

    private Door door(String shapes) throws Exception {
        Files.writeString(pages.resolve("own.yaml"), """
                title: Own
                signature:
                  { scheme: hmac, algorithm: sha256, value: header:X-Proof, encoding: hex, signed: "{body}", key: utf8 }
                split: body:/*
                event:
                """ + shapes);
        Source source = new Source("shop", "own", List.of(), Map.of(), List.of(), null, 1 << 20, null);
        return Door.open(VendorPages.load(pages).named("own", "vendor"), source, List.of(Secret.of(Replica.SECRET)));
    }

    @Test
    void whatTheMendedPageUnderstandsIsRelayedOnceAndTheRestStays() throws Exception {
        one.post(MIXED);
        long delivery = delivery();
        assertEquals("not-understood", release(one, delivery).outcome());

        one.mended(door(MENDED));
        ReleaseOutcome released = release(one, delivery);
        assertEquals("released", released.outcome());
        assertEquals(1, released.released().size());
        assertEquals(1, released.events().size());
        assertEquals(1, released.waiting());
        assertEquals("not-understood", release(one, delivery).outcome());
        assertEquals(MIXED_UNDERSTOOD, relayed());
        assertEquals(
                1,
                one.meters
                        .counter("holdfast.quarantine.released", "source", "shop")
                        .count());

        one.mended(door(MENDED + understood("kind", "item:/kind")));
        assertEquals("released", release(one, delivery).outcome());
        assertEquals("already-released", release(one, delivery).outcome());
        assertEquals(4, relayed().size());
    }

    @Test
    void anItemWithoutAKeyThatWasRelayedAlreadyIsNotRelayedAgain() throws Exception {
        one.mended(door(NEVER_KNOWN));
        one.post(MIXED);
        one.mended(door(NEVER_KNOWN_MENDED));
        assertEquals("released", release(one, delivery()).outcome());
        assertEquals(MIXED_UNDERSTOOD, relayed());
        one.mended(door(understood("kind", "\"{item:/kind}.{received}\"")));
        assertEquals("released", release(one, delivery()).outcome());
        assertEquals(4, relayed().size());
    }

    @Test
    void anEventThatCameAgainMeanwhileIsNotRelayedTwice() throws Exception {
        one.post(MIXED);
        one.mended(door(MENDED));
        one.post("[{\"uuid\":\"b\",\"kind\":\"x\"}]");
        ReleaseOutcome released = release(one, delivery());

        assertEquals("released", released.outcome());
        assertEquals(List.of(), released.events());
        assertEquals(1, released.duplicates());
        assertEquals(MIXED_UNDERSTOOD, relayed());
    }

    @Test
    void manyReleasesOfOneDeliveryFromTwoReplicasAtOnceAreOne() throws Exception {
        one.mended(door(NEVER_KNOWN));
        List<Long> deliveries = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            one.post(MIXED.replace("\"x\"", "\"x" + i + "\""));
            deliveries.add(database.number("select max(id) from delivery"));
        }
        one.mended(door(NEVER_KNOWN_MENDED));
        two.mended(door(NEVER_KNOWN_MENDED));
        for (long delivery : deliveries) {
            List<CompletableFuture<ReleaseOutcome>> all = IntStream.range(0, 20)
                    .mapToObj(i -> (i % 2 == 0 ? one : two)
                            .releases()
                            .release(delivery)
                            .subscribeAsCompletionStage())
                    .toList();
            Map<String, Long> outcomes = all.stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.groupingBy(ReleaseOutcome::outcome, TreeMap::new, Collectors.counting()));
            assertEquals(Map.of("released", 1L, "not-understood", 19L), outcomes);
        }
        assertEquals(75, relayed().stream().distinct().count());
        assertEquals(75, relayed().size());
        assertEquals(75, database.number("select count(*) from message"));
        assertEquals(25, database.number("select count(*) from quarantine where released_at is not null"));
    }

    @Test
    void aWholeBodyThatNobodyCouldReadFallsApartIntoItsItems() throws Exception {
        Receipt.Committed receipt = one.post("{\"id\":\"a\",\"id\":\"b\",\"kind\":\"x\"}");
        assertEquals(1, receipt.ids().length);
        assertEquals("not-understood", release(one, delivery()).outcome());

        Files.writeString(pages.resolve("own.yaml"), """
                title: Own
                signature:
                  { scheme: hmac, algorithm: sha256, value: header:X-Proof, encoding: hex, signed: "{body}", key: utf8 }
                event:
                  id: "{body|sha256-hex}"
                  type: text:blob
                """);
        Source source = new Source("shop", "own", List.of(), Map.of(), List.of(), null, 1 << 20, null);
        one.mended(
                Door.open(VendorPages.load(pages).named("own", "vendor"), source, List.of(Secret.of(Replica.SECRET))));
        assertEquals("released", release(one, delivery()).outcome());
        assertEquals(List.of("{\"id\":\"a\",\"id\":\"b\",\"kind\":\"x\"}"), relayed());
    }

    @Test
    void whatIsNotThereAnyMoreIsSaidSo() throws Exception {
        one.post(MIXED);
        long delivery = delivery();
        database.run("delete from delivery");
        assertEquals("delivery-not-kept", release(one, delivery).outcome());
        assertEquals(
                "delivery-not-kept",
                one.releases()
                        .release(null)
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .outcome());
        database.run("insert into source (name) values ('gone')");
        one.post(MIXED.replace("\"x\"", "\"y\""));
        database.run("update delivery set source = (select id from source where name = 'gone')");
        assertEquals("source-not-configured", release(one, delivery()).outcome());
    }

    @Test
    void releasedEventsNameTheDeliveryThatTheyWereReadOutOf() throws Exception {
        one.post(MIXED);
        one.mended(door(MENDED));
        String event = release(one, delivery()).events().get(0);
        assertEquals(
                delivery(),
                database.number(
                        "select delivery from event where quarantine is null and id = " + EventId.parse(event)));
    }

    private long delivery() {
        return database.number("select id from delivery");
    }

    private static ReleaseOutcome release(Replica replica, long delivery) {
        return replica.releases().release(delivery).await().atMost(Duration.ofSeconds(10));
    }

    /** What was handed over; the receipt comes before it. */
    private List<String> relayed() throws InterruptedException {
        long messages = database.number("select count(*) from message");
        for (int i = 0; i < 200 && one.relayed.size() + two.relayed.size() < messages; i++) {
            Thread.sleep(10);
        }
        List<String> all = new ArrayList<>(one.relayed);
        all.addAll(two.relayed);
        assertEquals(messages, all.size(), "messages that were handed over");
        return all.stream().sorted().toList();
    }
}
