package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every page agrees with its vendor's known answers. */
class VendorVectorsTest {
    private static final Set<String> KNOWN = known();

    private static Set<String> known() {
        Set<String> names = new HashSet<>();
        Requests.PAGES.all().forEach(vendor -> names.add(vendor.name()));
        return names;
    }

    @TestFactory
    Stream<DynamicTest> everyVector() {
        return VectorFile.vectors().stream()
                .map(Vector::new)
                .filter(vector -> KNOWN.contains(vector.vendor()))
                .map(vector -> dynamicTest(vector.id(), () -> agrees(vector)));
    }

    @Test
    void everyPageHasAGoodVectorAndABadOne() {
        List<String> bare = new ArrayList<>();
        for (String name : KNOWN) {
            for (String expect : List.of("valid", "invalid")) {
                boolean there = VectorFile.vectors().stream()
                        .anyMatch(vector -> vector.path("vendor").asText().equals(name)
                                && vector.path("expect").asText().equals(expect));
                if (!there) {
                    bare.add(name + " has none that is " + expect);
                }
            }
        }
        assertEquals(List.of(), bare);
    }

    private static void agrees(Vector vector) {
        Outcome outcome = Vector.admitted(vector.door(), vector.request(), vector.now(), vector.served());
        if (vector.isValid()) {
            assertTrue(isTaken(outcome), () -> vector.id() + " refused: " + outcome);
        } else {
            assertTrue(outcome instanceof Outcome.Refused, () -> vector.id() + " taken: " + outcome);
            assertTrue(((Outcome.Refused) outcome).cause() != Cause.VERIFIER_FAILED);
        }
    }

    /** A signed handshake is answered, which only an authentic one is. */
    private static boolean isTaken(Outcome outcome) {
        return outcome instanceof Outcome.Admitted || outcome instanceof Outcome.Answered;
    }
}
