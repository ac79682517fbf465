package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every vendor's page must do, whoever the vendor is: agree with its known answers, and refuse whatever strangers
 * make of a good request. Also over the vectors of strangers, see {@link VectorFile}.
 */
class VendorContractTest {
    private static final List<Vector> VECTORS =
            VectorFile.withStrangers("vectors").stream().map(Vector::new).toList();

    /** Ours that are authentic and no event: a greeting, a test's body without a word in it, what waits for a person. */
    private static final Map<String, String> QUARANTINED = Map.of(
            "github-documented-valid",
            "invalid JSON: broken at byte 0",
            "merge-test-valid",
            "none of the page's shapes",
            "sns-v1-subscription-valid",
            "a subscription: an operator may confirm it by opening the URL in the body");

    private static Stream<DynamicTest> each(Stream<Vector> vectors, java.util.function.Consumer<Vector> test) {
        return vectors.map(vector -> dynamicTest(vector.vendor() + " " + vector.id(), () -> test.accept(vector)));
    }

    private static Stream<Vector> valid() {
        return VECTORS.stream().filter(Vector::isValid);
    }

    private static Outcome admitted(Vector vector, Door door, Request request, Instant now) {
        return Vector.admitted(door, request, now, vector.served());
    }

    private static Cause refused(Vector vector, Door door, Request request, Instant now) {
        Outcome outcome = admitted(vector, door, request, now);
        Cause cause = assertInstanceOf(Outcome.Refused.class, outcome, () -> vector.id() + " taken: " + outcome)
                .cause();
        assertNotEquals(Cause.VERIFIER_FAILED, cause, vector.id());
        return cause;
    }

    @TestFactory
    Stream<DynamicTest> agreesWithEveryVector() {
        return each(VECTORS.stream(), vector -> {
            Outcome outcome = admitted(vector, vector.door(), vector.request(), vector.now());
            if (vector.isValid()) {
                // A signed handshake is answered, which only an authentic one is.
                assertTrue(
                        outcome instanceof Outcome.Admitted || outcome instanceof Outcome.Answered,
                        () -> vector.id() + " refused: " + outcome);
                if (!vector.deliveryIds().isEmpty()) {
                    assertEquals(vector.deliveryIds(), deliveryIds(outcome), vector.id());
                }
            } else {
                refused(vector, vector.door(), vector.request(), vector.now());
            }
        });
    }

    private static List<String> deliveryIds(Outcome outcome) {
        return assertInstanceOf(Outcome.Admitted.class, outcome).items().stream()
                .map(Item::deliveryId)
                .toList();
    }

    /** Strangers' vectors are about signatures: what is signed may be anything. */
    @Test
    void ofOursOnlyWhatIsNoEventIsNotUnderstood() {
        Map<String, String> quarantined = new TreeMap<>();
        VectorFile.vectors().stream().map(Vector::new).filter(Vector::isValid).forEach(vector -> {
            Outcome outcome = admitted(vector, vector.door(), vector.request(), vector.now());
            if (outcome instanceof Outcome.Admitted admitted) {
                admitted.items().stream()
                        .map(Item::quarantine)
                        .filter(Objects::nonNull)
                        .forEach(reason -> quarantined.put(vector.id(), reason));
            }
        });
        assertEquals(new TreeMap<>(QUARANTINED), quarantined);
    }

    @Test
    void everyAlternativeOfEveryPageHasAGoodVectorAndEveryPageABadOne() {
        List<String> bare = new ArrayList<>();
        for (Vendor vendor : Requests.PAGES.all()) {
            List<Vector> own = VECTORS.stream()
                    .filter(vector -> vector.vendor().equals(vendor.name()))
                    .toList();
            if (own.stream().allMatch(Vector::isValid)) {
                bare.add(vendor.name() + " has none that is invalid");
            }
            for (Signature signature : vendor.page().signatures()) {
                String name = signature.terms().name();
                if (own.stream()
                        .noneMatch(vector -> vector.isValid()
                                && vector.proof().terms().name().equals(name))) {
                    bare.add(vendor.name() + " has none that is valid by "
                            + signature.terms().name());
                }
            }
        }
        assertEquals(List.of(), bare);
    }

    @TestFactory
    Stream<DynamicTest> aChangedBodyIsRefusedUnlessThePageSaysOtherwise() {
        return each(valid().filter(vector -> vector.proof().terms().weakness() == null), vector -> {
            Request request = Strangers.withChangedBody(vector.request());
            refused(vector, vector.door(), request, vector.now());
        });
    }

    @TestFactory
    Stream<DynamicTest> anotherSecretIsRefused() {
        return each(valid(), vector -> {
            Outcome outcome = Vector.admitted(
                    vector.doorOf(Strangers.otherSecret(vector)),
                    vector.request(),
                    vector.now(),
                    Strangers.otherServed(vector));
            // Whoever serves another key is asked again, or paused: never believed.
            assertInstanceOf(Outcome.Refused.class, outcome, vector.id());
        });
    }

    @TestFactory
    Stream<DynamicTest> nothingWhereTheSignatureShouldBeIsRefused() {
        return each(valid(), vector -> {
            Request request = Strangers.withSignature(vector, null);
            assertEquals(Cause.SIGNATURE_MISSING, refused(vector, vector.door(), request, vector.now()), vector.id());
        });
    }

    @TestFactory
    Stream<DynamicTest> garbageWhereTheSignatureShouldBeIsRefused() {
        return each(valid(), vector -> {
            for (String garbage : Strangers.GARBAGE) {
                refused(vector, vector.door(), Strangers.withSignature(vector, garbage), vector.now());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aStaleOrEarlyTimeIsRefused() {
        return each(valid().filter(vector -> vector.stamp() != null), vector -> {
            Signature.Stamp stamp = vector.stamp();
            for (Instant now : List.of(
                    vector.now().plus(stamp.tolerance().multipliedBy(2)).plusSeconds(1),
                    vector.now().minus(stamp.tolerance().multipliedBy(2)).minusSeconds(1))) {
                assertEquals(
                        Cause.TIMESTAMP_OUTSIDE_TOLERANCE,
                        refused(vector, vector.door(), vector.request(), now),
                        vector.id());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theSecondSecretOfARotationIsTaken() {
        return each(valid().filter(Vector::hasSecret), vector -> {
            Outcome outcome =
                    admitted(vector, vector.door(Strangers.otherSecret(vector)), vector.request(), vector.now());
            if (outcome instanceof Outcome.Admitted admitted) {
                assertEquals(1, admitted.secret(), vector.id());
            } else {
                assertInstanceOf(Outcome.Answered.class, outcome, vector.id());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aSecretThatIsNoneStopsTheStart() {
        return each(valid().filter(Vector::hasSecret), vector -> {
            for (String none :
                    List.of("", " ", "changeme", "whsec_", "your-webhook-secret", "<secret here>", "short")) {
                assertThrows(
                        Misconfigured.class,
                        () -> Door.open(vector.page(), vector.source(), List.of(Secret.of(none))),
                        () -> vector.id() + " starts with '" + none + "'");
            }
            if (!vector.vendor().equals("asana")) {
                assertThrows(
                        Misconfigured.class, () -> Door.open(vector.page(), vector.source(), List.of()), vector::id);
            }
        });
    }
}
