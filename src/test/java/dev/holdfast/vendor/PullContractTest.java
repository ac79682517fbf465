package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullWorld.FIXTURES;
import static dev.holdfast.vendor.PullWorld.assertAllFound;
import static dev.holdfast.vendor.PullWorld.drive;
import static dev.holdfast.vendor.PullWorld.each;
import static dev.holdfast.vendor.PullWorld.expected;
import static dev.holdfast.vendor.PullWorld.first;
import static dev.holdfast.vendor.PullWorld.span;
import static dev.holdfast.vendor.PullWorld.terms;
import static dev.holdfast.vendor.PullWorld.world;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.EventKey;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Terms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every vendor's pull must do, whoever the vendor is: over real HTTP, against the vendor's API as it documents it. */
class PullContractTest {
    /** Vendors whose pages are offsets into a list that is sorted by change: what changes goes to the end. */
    private static final Set<String> MOVING =
            Set.of("hubspot", "pipedrive", "zoho-crm", "intercom", "xero", "quickbooks");

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
            drive.found.stream()
                    .filter(one -> one.at() != null && terms(fixture).style() != Terms.Style.POSITION)
                    .forEach(one -> assertTrue(
                            !one.at().isBefore(span.from()) && one.at().isBefore(span.to()),
                            () -> fixture.name() + one.at()));
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
            for (Change change : expected(fixture)) {
                for (List<EventKey> pushed : fixture.pushed(change)) {
                    List<EventKey> deciding =
                            pushed.stream().filter(EventKey::decides).toList();
                    boolean known = kind == Kind.EXACT
                            ? !deciding.isEmpty() && pulled.containsAll(deciding)
                            : pushed.stream().filter(key -> !key.decides()).anyMatch(pulled::contains);
                    assertTrue(
                            known, () -> fixture.name() + " does not know " + change + "\n" + pushed + "\n" + pulled);
                }
            }
            assertTrue(drive.found.stream().allMatch(one -> one.synthetic() == (kind != Kind.EXACT)), fixture::name);
        });
    }

    @TestFactory
    Stream<DynamicTest> aStateNeverClaimsATypeOfTheVendors() {
        return each(fixture -> {
            if (fixture.push() == null || terms(fixture).kind() != Kind.STATE) {
                return;
            }
            PullDrive drive = drive(fixture, UnaryOperator.identity());
            Set<String> pushed = new TreeSet<>(fixture.types(world(fixture).get(0)));
            drive.found.forEach(one -> assertFalse(pushed.contains(one.item().type()), () -> fixture.name() + pushed));
        });
    }

    @TestFactory
    Stream<DynamicTest> whatChangesWhileAListIsReadMovesNothingOutOfSight() {
        return each(fixture -> {
            Terms terms = terms(fixture);
            boolean moving = MOVING.contains(fixture.page()) && terms.order() == Terms.Order.OLDEST_FIRST;
            if (!moving && terms.kind() == Kind.STATE) {
                return;
            }
            List<Change> changes = new CopyOnWriteArrayList<>(world(fixture));
            Change first = expected(fixture).get(0);
            AtomicInteger answers = new AtomicInteger();
            UnaryOperator<Told> changing = told -> {
                if (answers.incrementAndGet() == 2) {
                    // The first is changed again, beyond the window; a log gets one more entry instead.
                    changes.add(new Change(
                            moving ? first.n() : 900, span(fixture).to().plusSeconds(7_200)));
                    changes.removeIf(one -> moving && one.equals(first));
                    changes.sort(Comparator.comparing(Change::at));
                }
                return told;
            };
            PullDrive quiet = drive(fixture, UnaryOperator.identity());
            Set<EventKey> wanted = new HashSet<>();
            quiet.found.forEach(one -> wanted.add(one.keys().get(0)));
            if (moving) {
                wanted.remove(quiet.found.get(0).keys().get(0));
            }
            try (PullServer server = new PullServer(fixture, changes, changing)) {
                PullDrive drive = new PullDrive(fixture, server).run(span(fixture));
                drive.found.forEach(one -> wanted.remove(one.keys().get(0)));
                assertEquals(Set.of(), wanted, () -> fixture.name() + " lost " + wanted.size());
            }
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
}
