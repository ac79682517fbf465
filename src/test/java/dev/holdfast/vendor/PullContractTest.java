package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.event.EventKey;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every vendor's pull must do, whoever the vendor is: over real HTTP, against the vendor's API as it documents it. */
class PullContractTest {
    private static final Instant DAY = Instant.parse("2026-11-18T00:00:00Z");

    private static final List<PullFixture> FIXTURES = Stream.of(
                    PullEventLogs.all(), PullDeliveryLogs.all(), PullCrms.all(), PullStates.all())
            .flatMap(List::stream)
            .toList();

    private static Stream<DynamicTest> each(Consumer<PullFixture> test) {
        return FIXTURES.stream().map(fixture -> dynamicTest(fixture.name(), () -> test.accept(fixture)));
    }

    private static Terms terms(PullFixture fixture) {
        return fixture.contract(null).walk(fixture.list()).terms();
    }

    /** A day, or four where the vendor filters by day. */
    private static Span span(PullFixture fixture) {
        Duration unit = terms(fixture).unit();
        return new Span(
                DAY, DAY.plus(unit.compareTo(Duration.ofDays(1)) >= 0 ? Duration.ofDays(4) : Duration.ofDays(1)));
    }

    /** Changes around both edges of the span, many of them at one moment, and enough for three pages. */
    private static List<Change> world(PullFixture fixture) {
        Terms terms = terms(fixture);
        Span span = span(fixture);
        Duration grain = terms.unit().compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : terms.unit();
        int pages = terms.paging() instanceof Terms.ByNumber numbers && numbers.size() > 0 ? numbers.size() * 5 / 2 : 7;
        List<Instant> times = new ArrayList<>();
        times.add(span.from().minus(grain));
        times.add(span.from());
        times.add(span.from());
        long units = Duration.between(span.from(), span.to()).dividedBy(grain);
        for (int i = 1; i <= pages; i++) {
            times.add(span.from()
                    .plus(grain.multipliedBy(Math.max(1, Math.min(units - 1, (long) i * units / (pages + 1))))));
        }
        Instant middle = times.get(times.size() / 2);
        times.addAll(List.of(middle, middle, middle));
        times.add(span.to().minus(grain));
        times.add(span.to().minus(grain));
        times.add(span.to());
        times.add(span.to().plus(Duration.ofDays(2)));
        times.sort(null);
        List<Change> changes = new ArrayList<>();
        times.forEach(time -> changes.add(new Change(changes.size() + 1, time)));
        return changes;
    }

    private static List<Change> within(Span span, List<Change> changes) {
        return changes.stream()
                .filter(one -> !one.at().isBefore(span.from()) && one.at().isBefore(span.to()))
                .toList();
    }

    private static PullDrive drive(PullFixture fixture, UnaryOperator<Told> fault) {
        try (PullServer server = new PullServer(fixture, world(fixture), fault)) {
            PullDrive drive = new PullDrive(fixture, server).run(span(fixture));
            assertEquals(List.of(), server.wrong(), fixture.name());
            return drive;
        }
    }

    /** Everything of the window, whatever was in between. */
    private static void assertAllFound(PullFixture fixture, PullDrive drive) {
        Set<EventKey> known = new HashSet<>();
        Set<String> wanted = new TreeSet<>();
        drive.found.forEach(one -> {
            assertNull(
                    one.item().quarantine(),
                    () -> fixture.name() + ": " + one.item().quarantine());
            if (known.add(one.keys().get(0))) {
                wanted.add(one.at().toString());
            }
        });
        List<Change> expected = within(span(fixture), world(fixture));
        assertEquals(expected.size(), known.size(), () -> fixture.name() + " found " + wanted + "\n" + drive.steps);
    }

    @Test
    void everyListOfEveryVendorIsShownToHold() {
        Set<String> lists = new TreeSet<>();
        Requests.PAGES.all().stream()
                .filter(Vendor::pulls)
                .forEach(vendor ->
                        vendor.page().pull().lists().keySet().forEach(list -> lists.add(vendor.name() + " " + list)));
        Set<String> shown = new TreeSet<>();
        FIXTURES.forEach(fixture -> shown.add(fixture.name()));
        assertEquals(lists, shown);
    }

    @TestFactory
    Stream<DynamicTest> theWholeWindowIsReadPageByPageAndNothingBeside() {
        return each(fixture -> {
            PullDrive drive = drive(fixture, UnaryOperator.identity());
            assertAllFound(fixture, drive);
            Span span = span(fixture);
            drive.found.forEach(one -> assertTrue(
                    !one.at().isBefore(span.from()) && one.at().isBefore(span.to()), () -> fixture.name() + one.at()));
            assertTrue(
                    terms(fixture).paging() instanceof Terms.OnePage || drive.steps.size() > 2,
                    () -> fixture.name() + " in " + drive.steps.size() + " steps");
        });
    }

    @TestFactory
    Stream<DynamicTest> aChangeIsKnownByTheSameKeyOnBothRoads() {
        return each(fixture -> {
            if (fixture.push() == null) {
                return;
            }
            PullDrive drive = drive(fixture, UnaryOperator.identity());
            List<EventKey> pulled =
                    drive.found.stream().flatMap(one -> one.keys().stream()).toList();
            Kind kind = terms(fixture).kind();
            for (Change change : within(span(fixture), world(fixture))) {
                List<EventKey> pushed = fixture.pushed(change);
                List<EventKey> deciding =
                        pushed.stream().filter(EventKey::decides).toList();
                boolean known = kind == Kind.STATE
                        ? pushed.stream().filter(key -> !key.decides()).anyMatch(pulled::contains)
                        : !deciding.isEmpty() && pulled.containsAll(deciding);
                assertTrue(known, () -> fixture.name() + " does not know " + change + "\n" + pushed + "\n" + pulled);
            }
            assertTrue(drive.found.stream().allMatch(one -> one.synthetic() == (kind != Kind.EXACT)), fixture::name);
        });
    }

    @TestFactory
    Stream<DynamicTest> aPayloadIsTheVendorsBytes() {
        return each(fixture -> {
            List<String> answers = new ArrayList<>();
            PullDrive drive = drive(fixture, told -> {
                answers.add(new String(told.body(), StandardCharsets.UTF_8));
                return told;
            });
            for (Listed.Found one : drive.found) {
                String payload = new String(one.item().payload(), StandardCharsets.UTF_8);
                String told =
                        payload.startsWith("{\"event-data\":") ? payload.substring(14, payload.length() - 1) : payload;
                assertTrue(
                        answers.stream()
                                .anyMatch(
                                        answer -> answer.contains(told) || answer.contains(told.replace("\"", "\\\""))),
                        () -> fixture.name() + ": " + told);
                assertEquals("application/json", one.item().contentType());
            }
        });
    }

    /** The {@code n}th answer and no other is another one. */
    private static UnaryOperator<Told> once(int n, UnaryOperator<Told> other) {
        AtomicInteger count = new AtomicInteger();
        return told -> count.incrementAndGet() == n ? other.apply(told) : told;
    }

    @TestFactory
    Stream<DynamicTest> tooManyCallsAreWaitedForAsTheVendorSays() {
        return each(fixture -> {
            PullDrive told = drive(fixture, once(2, ok -> Told.json(429, "{}").with("Retry-After", "7")));
            boolean second = told.steps.size() > 1;
            if (second) {
                assertEquals(
                        Duration.ofSeconds(7),
                        first(told, Step.Again.class, fixture).after());
            }
            assertAllFound(fixture, told);
            PullDrive untold = drive(fixture, once(1, ok -> Told.json(429, "")));
            Step.Again again = first(untold, Step.Again.class, fixture);
            assertNull(again.after());
            assertEquals(Step.Why.THROTTLED, again.why());
            assertAllFound(fixture, untold);
        });
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfTheVendorIsTriedAgainAndLosesNothing() {
        return each(fixture -> {
            for (UnaryOperator<Told> fault : List.<UnaryOperator<Told>>of(
                    ok -> Told.json(500, "oops"),
                    ok -> new Told(ok.status(), ok.headers(), Arrays.copyOf(ok.body(), ok.body().length * 2 / 3)))) {
                PullDrive drive = drive(fixture, once(1, fault));
                assertEquals(
                        Step.Why.FAILED, first(drive, Step.Again.class, fixture).why());
                assertAllFound(fixture, drive);
            }
            PullDrive forever = drive(fixture, ok -> Told.json(503, ""));
            assertEquals(
                    Obstacle.Actor.VENDOR,
                    first(forever, Step.Broken.class, fixture).obstacle().actor());
        });
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatIsNotTakenIsAskedForAnewOnce() {
        return each(fixture -> {
            PullDrive drive = drive(fixture, once(1, ok -> Told.json(401, "{}")));
            first(drive, Step.Unauthorized.class, fixture);
            assertAllFound(fixture, drive);
            PullDrive never = drive(fixture, ok -> Told.json(401, "{}"));
            assertEquals(2, never.steps.size());
            assertEquals(
                    Obstacle.Actor.OPERATOR,
                    first(never, Step.Broken.class, fixture).obstacle().actor());
        });
    }

    @TestFactory
    Stream<DynamicTest> aPageThatComesAgainAndAgainEndsTheWalk() {
        return each(fixture -> {
            if (terms(fixture).paging() instanceof Terms.OnePage) {
                return;
            }
            List<Told> answered = new ArrayList<>();
            PullDrive drive = drive(fixture, told -> {
                boolean list = told.headers().containsKey("Link")
                        || !new String(told.body(), StandardCharsets.UTF_8).contains("\"payload\":{")
                        || !fixture.page().matches("github|zendesk");
                if (list && answered.size() < 2) {
                    answered.add(told);
                }
                return list ? answered.get(answered.size() - 1) : told;
            });
            Step.Broken broken = first(drive, Step.Broken.class, fixture);
            assertEquals(Obstacle.Actor.VENDOR, broken.obstacle().actor(), fixture::name);
            assertTrue(drive.steps.size() < 40, () -> fixture.name() + " after " + drive.steps.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> anErrorThatLooksLikeAnAnswerIsNone() {
        return FIXTURES.stream()
                .flatMap(fixture -> fixture.hidden().values().stream()
                        .map(hidden -> dynamicTest(
                                fixture.name() + " " + new String(hidden.told().body(), StandardCharsets.UTF_8), () -> {
                                    PullDrive drive = drive(fixture, once(2, ok -> hidden.told()));
                                    if (drive.steps.stream().noneMatch(hidden.means()::isInstance)) {
                                        drive = drive(fixture, once(1, ok -> hidden.told()));
                                    }
                                    assertNotNull(first(drive, hidden.means(), fixture));
                                    if (hidden.means() != Step.Broken.class && hidden.means() != Step.Skipped.class) {
                                        assertAllFound(fixture, drive);
                                    }
                                })));
    }

    @Test
    void aWindowThatHoldsMoreThanIsToldIsHalved() {
        PullFixture hubspot = FIXTURES.stream()
                .filter(one -> one.name().equals("hubspot search"))
                .findFirst()
                .orElseThrow();
        PullDrive drive = drive(hubspot, UnaryOperator.identity());
        assertTrue(drive.steps.stream().anyMatch(Step.Split.class::isInstance));
        assertAllFound(hubspot, drive);
    }

    @TestFactory
    Stream<DynamicTest> aLinkToAnotherPlaceIsNotFollowed() {
        return each(fixture -> {
            if (!(terms(fixture).paging() instanceof Terms.ByLink)) {
                return;
            }
            PullDrive drive = drive(fixture, told -> {
                Told other = Told.json(
                        told.status(),
                        new String(told.body(), StandardCharsets.UTF_8)
                                .replaceAll(
                                        "\"(href|nextRecordsUrl|next_page_uri)\":\"[^\"]*\"",
                                        "\"$1\":\"https://evil.example/x\""));
                return told.headers().containsKey("Link")
                        ? other.with("Link", "<https://evil.example/x>; rel=\"next\"")
                        : other;
            });
            assertEquals(
                    Obstacle.Actor.VENDOR,
                    first(drive, Step.Broken.class, fixture).obstacle().actor());
        });
    }

    private static <S extends Step> S first(PullDrive drive, Class<S> kind, PullFixture fixture) {
        return assertInstanceOf(
                kind,
                drive.steps.stream().filter(kind::isInstance).findFirst().orElse(null),
                () -> fixture.name() + ": " + drive.steps);
    }
}
