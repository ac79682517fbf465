package dev.holdfast.admin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.TypePattern;
import dev.holdfast.reconcile.Pace;
import dev.holdfast.reconcile.PulledSource;
import dev.holdfast.reconcile.Reach;
import dev.holdfast.vendor.Pull;
import dev.holdfast.vendor.PullSource;
import dev.holdfast.vendor.VendorPages;
import dev.holdfast.vendor.pull.Contract;
import jakarta.ws.rs.BadRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be ordered of a vendor that has several lists, one of which remembers less than the others. */
class BackfillWishTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final Pace HOURLY = new Pace(Duration.ofHours(1), null, null, null);

    private static PulledSource pipedrive(Reach reach, String... lists) {
        Contract contract = Pull.open(
                VendorPages.builtIn().named("pipedrive", "vendor"),
                new PullSource("crm", Map.of("company", "42"), null, Set.of(lists), Set.of("api-token")));
        return new PulledSource("crm", contract, Map.of(), HOURLY, reach);
    }

    private static BackfillRun run(PulledSource source, int days, String... types) {
        String from = NOW.minus(Duration.ofDays(days)).toString();
        return new BackfillWish("crm", from, null, List.of(types), null, null).run(source, NOW);
    }

    @Test
    void aWindowIsRefusedOnlyWhenNoListReachesIt() {
        PulledSource all = pipedrive(Reach.ALL);
        assertEquals(NOW.minus(Duration.ofDays(300)), run(all, 300).from);
        assertEquals(NOW.minus(Duration.ofDays(300)), run(all, 300, "changed.*").from);
        BadRequestException refused =
                assertThrows(BadRequestException.class, () -> run(all, 300, "found-deleted.deal"));
        assertTrue(
                refused.getMessage().startsWith("pipedrive tells of the last 30 days: from is 2026-10-21"),
                refused::getMessage);
        assertEquals(NOW.minus(Duration.ofDays(30)), run(all, 30, "found-deleted.deal").from);
    }

    @Test
    void anOperatorMayKnowBetterHowFarBackAListGoes() {
        Reach longer = new Reach(List.of(), Map.of("deleted-deals", Duration.ofDays(400)));
        assertEquals(NOW.minus(Duration.ofDays(300)), run(pipedrive(longer), 300, "found-deleted.deal").from);
        Reach shorter = new Reach(List.of(), Map.of("records", Duration.ofDays(90)));
        assertThrows(BadRequestException.class, () -> run(pipedrive(shorter), 91));
        assertEquals(NOW.minus(Duration.ofDays(90)), run(pipedrive(shorter), 90).from);
    }

    @Test
    void whatHasNoTimesHasNoWindow() {
        Contract contract = Pull.open(
                VendorPages.builtIn().named("plaid", "vendor"),
                new PullSource(
                        "bank",
                        Map.of("item-id", "I1"),
                        null,
                        Set.of(),
                        Set.of("client-id", "secret", "access-token")));
        PulledSource plaid = new PulledSource("bank", contract, Map.of(), HOURLY, Reach.ALL);
        assertEquals(
                "plaid tells no times of what is asked for: there is no window to read",
                assertThrows(BadRequestException.class, () -> run(plaid, 1)).getMessage());
    }

    @Test
    void theListsThatDoNotReachTheWindowAreNamed() {
        PulledSource all = pipedrive(Reach.ALL);
        BackfillView view = BackfillView.of(run(all, 300), "crm", all, NOW);
        // Of 30 days, a hundredth is not asked for.
        assertEquals(Map.of("deleted-deals", NOW.minus(Duration.ofMinutes(30 * 1_440 - 432))), view.beyond());
        assertEquals(Map.of(), BackfillView.of(run(all, 29), "crm", all, NOW).beyond());
        assertEquals(Map.of(), BackfillView.of(run(all, 300), "crm", null, NOW).beyond(), "not fetched from any more");
    }

    @Test
    void whoNamesNoTypesGetsThoseOfTheSource() {
        PulledSource deals = pipedrive(new Reach(List.of(new TypePattern("changed.deal")), Map.of()));
        assertArrayEquals(new String[] {"changed.deal"}, run(deals, 1).types);
        assertArrayEquals(new String[] {"changed.deal"}, run(deals, 1, new String[0]).types);
        assertArrayEquals(new String[] {"*"}, run(deals, 1, "*").types);
        assertArrayEquals(new String[0], run(pipedrive(Reach.ALL), 1).types);
    }

    @Test
    void theViewTellsWhatIsLeftByTheVendorAndByTheOrder() {
        PulledSource all = pipedrive(Reach.ALL);
        BackfillRun run = run(all, 1);
        assertEquals(null, BackfillView.of(run, "crm", all, NOW).budgetLeft());
        run.budgetLeft = 400L;
        assertEquals(400L, BackfillView.of(run, "crm", all, NOW).budgetLeft());
        run.maxCalls = 50L;
        run.calls = 20;
        assertEquals(30L, BackfillView.of(run, "crm", all, NOW).budgetLeft());
    }
}
