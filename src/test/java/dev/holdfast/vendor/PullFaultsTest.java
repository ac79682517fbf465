package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullWorld.FIXTURES;
import static dev.holdfast.vendor.PullWorld.assertAllFound;
import static dev.holdfast.vendor.PullWorld.drive;
import static dev.holdfast.vendor.PullWorld.each;
import static dev.holdfast.vendor.PullWorld.first;
import static dev.holdfast.vendor.PullWorld.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Terms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every vendor's pull must stand, whoever the vendor is. */
class PullFaultsTest {
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
            if (terms(fixture).paging() instanceof Terms.OnePage
                    && terms(fixture).style() != Terms.Style.POSITION) {
                return;
            }
            List<Told> answered = new ArrayList<>();
            PullDrive drive = drive(fixture, told -> {
                boolean list = told.headers().containsKey("Link")
                        || !new String(told.body(), StandardCharsets.UTF_8).contains("\"payload\":{")
                        || !fixture.page().matches("github|zendesk");
                list &= !new String(told.body(), StandardCharsets.UTF_8).contains("\"journalEvents\":");
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
}
