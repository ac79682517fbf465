package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.event.EventKey;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Every list that is shown to hold, the changes at its vendor, and a walk over them. */
final class PullWorld {
    private static final Instant DAY = Instant.parse("2026-11-18T00:00:00Z");

    static final List<PullFixture> FIXTURES = Stream.of(
                    PullPayments.all(),
                    PullEventLogs.all(),
                    PullDeliveryLogs.all(),
                    PullSalesforce.all(),
                    PullHubspot.all(),
                    PullCrms.all(),
                    PullSlack.all(),
                    PullCodat.all(),
                    PullStates.all(),
                    PullBooks.all())
            .flatMap(List::stream)
            .toList();

    static Stream<DynamicTest> each(Consumer<PullFixture> test) {
        return FIXTURES.stream().map(fixture -> dynamicTest(fixture.name(), () -> test.accept(fixture)));
    }

    static Terms terms(PullFixture fixture) {
        return fixture.contract(null).walk(fixture.list()).terms();
    }

    /** A day, or four where the vendor filters by day. */
    static Span span(PullFixture fixture) {
        Duration unit = terms(fixture).unit();
        return new Span(
                DAY, DAY.plus(unit.compareTo(Duration.ofDays(1)) >= 0 ? Duration.ofDays(4) : Duration.ofDays(1)));
    }

    /** Changes around both edges of the span, many of them at one moment, and enough for three pages. */
    static List<Change> world(PullFixture fixture) {
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

    /** What the walk must bring: of a list whose vendor keeps the place, all. */
    static List<Change> expected(PullFixture fixture) {
        Span span = span(fixture);
        List<Change> changes = world(fixture);
        return terms(fixture).style() == Terms.Style.POSITION
                ? changes
                : changes.stream()
                        .filter(one ->
                                !one.at().isBefore(span.from()) && one.at().isBefore(span.to()))
                        .toList();
    }

    static PullDrive drive(PullFixture fixture, UnaryOperator<Told> fault) {
        try (PullServer server = new PullServer(fixture, world(fixture), fault)) {
            PullDrive drive = new PullDrive(fixture, server).run(span(fixture));
            assertEquals(List.of(), server.wrong(), fixture.name());
            return drive;
        }
    }

    /** Everything of the window, whatever was in between. */
    static void assertAllFound(PullFixture fixture, PullDrive drive) {
        Set<EventKey> known = new HashSet<>();
        Set<String> wanted = new TreeSet<>();
        drive.found.forEach(one -> {
            assertNull(
                    one.item().quarantine(),
                    () -> fixture.name() + ": " + one.item().quarantine());
            if (known.add(one.keys().get(0))) {
                wanted.add(String.valueOf(one.at()));
            }
        });
        List<Change> expected = expected(fixture);
        assertEquals(expected.size(), known.size(), () -> fixture.name() + " found " + wanted + "\n" + drive.steps);
    }

    static <S extends Step> S first(PullDrive drive, Class<S> kind, PullFixture fixture) {
        return assertInstanceOf(
                kind,
                drive.steps.stream().filter(kind::isInstance).findFirst().orElse(null),
                () -> fixture.name() + ": " + drive.steps);
    }

    private PullWorld() {}
}
