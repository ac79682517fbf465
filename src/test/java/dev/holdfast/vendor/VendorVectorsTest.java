package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
                .filter(vector -> KNOWN.contains(vector.path("vendor").asText()))
                .map(vector -> dynamicTest(vector.path("id").asText(), () -> agrees(vector)));
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

    private static void agrees(JsonNode vector) {
        JsonNode sent = vector.path("request");
        URI url = URI.create(sent.path("url").asText());
        List<String> headers = new ArrayList<>();
        sent.path("headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        });
        Instant now = Instant.ofEpochSecond(vector.path("now").asLong());
        Request request = new Request(
                sent.path("method").asText(),
                url.getRawQuery(),
                Requests.headers(headers.toArray(String[]::new)),
                sent.path("body").asText().getBytes(StandardCharsets.UTF_8),
                now);
        Outcome outcome = door(vector, url).admit(request, now);
        if (vector.path("expect").asText().equals("valid")) {
            assertTrue(outcome instanceof Outcome.Admitted, () -> "refused: " + outcome);
        } else {
            assertTrue(outcome instanceof Outcome.Refused, () -> "taken: " + outcome);
            assertTrue(((Outcome.Refused) outcome).cause() != Cause.VERIFIER_FAILED);
        }
    }

    private static Door door(JsonNode vector, URI url) {
        String vendor = vector.path("vendor").asText();
        URI plain = URI.create(url.toString().replaceFirst("\\?.*", ""));
        Source source = new Source("src", vendor, List.of(), Map.of(), List.of(), plain, 1 << 20, null);
        return Door.openForVectors(
                Requests.PAGES.named(vendor, "vendor"),
                source,
                Requests.secrets(vector.path("secret").asText()));
    }
}
