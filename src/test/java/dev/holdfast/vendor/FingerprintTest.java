package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Walk;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A walk goes on in the list that it was begun in, and in no other. */
class FingerprintTest {
    private static final Span HOUR =
            new Span(Instant.parse("2026-11-20T06:00:00Z"), Instant.parse("2026-11-20T07:00:00Z"));

    private static Walk messages(@Nullable URI base, String team, String... channels) {
        return PullFixture.of("slack", "messages")
                .params("team-id", team, "channels", List.of(channels), "limit", "15")
                .credentials("bot-token")
                .contract(base)
                .walk("messages");
    }

    private static boolean goesOn(Walk begun, Walk now) {
        return now.resume(begun.begin(HOUR).toJson()).isPresent();
    }

    @Test
    void aWalkGoesOnUnderTheSameConfiguration() {
        Walk begun = messages(null, "T1", "C1", "C2");
        assertEquals(
                Optional.of(begun.begin(HOUR)),
                messages(null, "T1", "C1", "C2").resume(begun.begin(HOUR).toJson()));
    }

    @Test
    void aWalkEndsWithTheRowsThatItCounts() {
        Walk begun = messages(null, "T1", "C1", "C2", "C3");
        assertFalse(goesOn(begun, messages(null, "T1", "C2", "C3")), "one less");
        assertFalse(goesOn(begun, messages(null, "T1", "C2", "C1", "C3")), "another order");
        assertFalse(goesOn(begun, messages(null, "T1", "C1", "C2", "C3", "C4")), "one more");
    }

    @Test
    void aWalkEndsWithTheParametersAndThePlaceThatItWasBegunWith() {
        Walk begun = messages(null, "T1", "C1");
        assertFalse(goesOn(begun, messages(null, "T2", "C1")));
        assertFalse(goesOn(begun, messages(URI.create("https://proxy.example/slack"), "T1", "C1")));
    }

    @Test
    void aWalkThatDoesNotSayWhoseItIsEnds() {
        Walk walk = messages(null, "T1", "C1");
        String kept = walk.begin(HOUR).toJson();
        assertTrue(walk.resume(kept).isPresent());
        assertFalse(
                walk.resume(kept.replaceFirst("\"of\":\"[0-9a-f]{16}\",", "")).isPresent());
    }
}
