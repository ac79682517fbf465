package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge is tried before it judges: each kind of wrong must be seen. */
class VerdictTest {
    @TempDir
    Path dir;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = new Ledger(dir);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatWasAcknowledgedAndAcceptedOnceIsRight() {
        acknowledged("a");
        arrives("a", "evt_1", true, 1);
        Verdict verdict = ledger.verdict();
        assertEquals(Set.of("a"), verdict.delivered());
        assertEquals(
                List.of(Set.of(), Set.of(), Set.of(), Set.of()),
                List.of(verdict.lost(), verdict.unexpected(), verdict.corrupt(), verdict.split()));
        assertEquals(0, verdict.extra());
        assertTrue(ledger.isDrained());
    }

    @Test
    void anAcknowledgedEventThatNoTargetAcceptedIsLost() {
        acknowledged("a");
        arrives("a", "evt_1", false, 1);
        assertEquals(Set.of("a"), ledger.verdict().lost());
        assertFalse(ledger.isDrained());
    }

    @Test
    void anEventThatWasRefusedIsNotLost() {
        ledger.sent("a", bytes("a"));
        ledger.answered("a", Answered.FAIL, 503);
        ledger.answered("a", Answered.UNKNOWN, 0);
        assertEquals(Set.of(), ledger.verdict().lost());
    }

    @Test
    void anUnknownEventThatArrivesIsRecovered() {
        ledger.sent("a", bytes("a"));
        ledger.answered("a", Answered.UNKNOWN, 0);
        arrives("a", "evt_1", true, 1);
        assertEquals(Set.of("a"), ledger.verdict().recovered());
    }

    @Test
    void whatNobodySentIsUnexpected() {
        arrives("z", "evt_1", true, 1);
        assertEquals(Set.of("z"), ledger.verdict().unexpected());
    }

    @Test
    void otherBytesAreCorrupt() {
        acknowledged("a");
        ledger.arrived(new Arrival("a", "evt_1", "1", Ledger.hash(bytes("b")), true, 1));
        assertEquals(Set.of("a"), ledger.verdict().corrupt());
    }

    @Test
    void acceptedTwiceIsDuplicatedAndCountedInTheRoundOfItsFirstArrival() {
        acknowledged("a");
        acknowledged("b");
        arrives("a", "evt_1", true, 5);
        arrives("b", "evt_2", true, 15);
        arrives("a", "evt_1", true, 16);
        arrives("b", "evt_2", true, 17);
        arrives("b", "evt_2", true, 18);
        Verdict verdict = ledger.verdict();
        assertEquals(Map.of("a", 5L, "b", 15L), verdict.duplicated());
        assertEquals(3, verdict.extra());
        assertEquals(Map.of(10L, 1, 20L, 1, Long.MAX_VALUE, 0), verdict.duplicatedBefore(List.of(10L, 20L)));
    }

    @Test
    void aRetryAfterARefusalIsNoDuplicate() {
        acknowledged("a");
        arrives("a", "evt_1", false, 1);
        arrives("a", "evt_1", true, 2);
        assertEquals(0, ledger.verdict().extra());
    }

    @Test
    void oneEventUnderTwoIdsIsSplit() {
        acknowledged("a");
        arrives("a", "evt_1", true, 1);
        arrives("a", "evt_2", true, 2);
        assertEquals(Set.of("a"), ledger.verdict().split());
    }

    private void acknowledged(String id) {
        ledger.sent(id, bytes(id));
        ledger.answered(id, Answered.OK, 200);
    }

    private void arrives(String id, String webhookId, boolean accepted, long at) {
        ledger.arrived(new Arrival(id, webhookId, "1", Ledger.hash(bytes(id)), accepted, at));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
