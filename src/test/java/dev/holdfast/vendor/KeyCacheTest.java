package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cache of served keys: until when it believes them, and what goes first when it is full. */
class KeyCacheTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final int MOST = 512;

    private final PublicKey key;
    private final KeyCache cache = new KeyCache();

    KeyCacheTest() throws Exception {
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    }

    private static KeyRequest request(String name, FetchedReading reading) {
        return new KeyRequest(name, URI.create("https://a.example"), new byte[0], reading);
    }

    /** A key that is good for so long. */
    private KeyRequest good(String name, Duration time) {
        return request(name, (answer, now) -> new FetchedKey(key, now.plus(time)));
    }

    private static KeyRequest none(String name) {
        return request(name, (answer, now) -> {
            throw new Fault("is none", "a key");
        });
    }

    @Test
    void aKeyIsFoundUntilItsTimeIsOver() {
        KeyRequest request = good("a", Duration.ofSeconds(10));
        assertNull(cache.find(request, NOW));
        assertTrue(cache.keep(request, new byte[0], NOW));
        assertNotNull(cache.find(request, NOW.plusMillis(9_999)));
        assertNull(cache.find(request, NOW.plusSeconds(10)));
    }

    @Test
    void aPauseIsAMinuteAndEndsWithAKey() {
        KeyRequest request = good("a", Duration.ofSeconds(10));
        assertFalse(cache.isPaused(request, NOW));
        cache.nothing(request, NOW);
        assertTrue(cache.isPaused(request, NOW.plusMillis(59_999)));
        assertFalse(cache.isPaused(request, NOW.plusSeconds(60)));
        assertTrue(cache.keep(request, new byte[0], NOW));
        assertFalse(cache.isPaused(request, NOW));
    }

    @Test
    void aVendorIsNotTrustedLongerThanADay() {
        assertEquals(
                NOW.plusSeconds(60),
                FetchedKey.of(key, NOW.plusSeconds(60), NOW).until());
        assertEquals(
                NOW.plus(Duration.ofHours(24)),
                FetchedKey.of(key, NOW.plus(Duration.ofDays(99)), NOW).until());
    }

    @Test
    void aFullCacheLosesWhatIsOverAndKeepsTheRest() {
        IntStream.range(0, MOST).forEach(i -> {
            cache.keep(good("k" + i, Duration.ofSeconds(i < 2 ? 1 : 100)), new byte[0], NOW);
            cache.nothing(none("p" + i), i < 2 ? NOW.minusSeconds(59) : NOW);
        });
        assertEquals(MOST, found(NOW));
        assertEquals(MOST, paused(NOW));
        Instant later = NOW.plusSeconds(1);
        cache.keep(good("k" + MOST, Duration.ofSeconds(100)), new byte[0], later);
        cache.nothing(none("p" + MOST), later);
        assertEquals(MOST - 1, found(later), "the two that were over went, nothing else");
        assertEquals(MOST - 1, paused(later));
    }

    @Test
    void aFullCacheOfWhatHoldsLosesOneForEachThatComes() {
        IntStream.range(0, MOST + 3).forEach(i -> {
            cache.keep(good("k" + i, Duration.ofSeconds(100)), new byte[0], NOW);
            cache.nothing(none("p" + i), NOW);
        });
        assertEquals(MOST, found(NOW));
        assertEquals(MOST, paused(NOW));
        assertNotNull(cache.find(none("k" + (MOST + 2)), NOW), "the newest is there");
    }

    @Test
    void whoeverWantsTheSameKeyWantsTheSameThing() {
        KeyRequest one = none("a");
        KeyRequest same = new KeyRequest("a", URI.create("https://b.example/c?d"), new byte[] {1}, one.reading());
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, none("b"));
        assertNotEquals(one.hashCode(), none("b").hashCode());
        assertNotEquals((Object) "a", one);
        assertEquals("GET https://a.example", one.toString());
        assertEquals("POST https://b.example/c", same.toString(), "without what a query or a body says");
    }

    private long found(Instant now) {
        return IntStream.range(0, MOST + 3)
                .filter(i -> cache.find(none("k" + i), now) != null)
                .count();
    }

    private long paused(Instant now) {
        return IntStream.range(0, MOST + 3)
                .filter(i -> cache.isPaused(none("p" + i), now))
                .count();
    }
}
