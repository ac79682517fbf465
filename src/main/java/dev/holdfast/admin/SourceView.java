package dev.holdfast.admin;

import dev.holdfast.vendor.Source;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source: what came last, on each road, and how far the fetching is.
 *
 * @param freshness how long nothing may come, as configured; null for ever
 * @param newestPush when the newest event came that the vendor pushed; null for none yet
 * @param newestPull the same of events that only the fetching found
 * @param stale nothing came, on either road, for longer than {@code freshness}
 * @param pushSilent the fetching finds events, and nothing was pushed for longer than {@code freshness}
 * @param reconciliation null for a source that is not fetched from
 */
public record SourceView(
        String source,
        String vendor,
        Instant since,
        @Nullable Duration freshness,
        @Nullable Instant newestPush,
        long pushAgeSeconds,
        @Nullable Instant newestPull,
        long pullAgeSeconds,
        boolean stale,
        boolean pushSilent,
        @Nullable Reconciliation reconciliation) {

    /**
     * How far the fetching is.
     *
     * @param nextRound when it begins
     * @param fetching whether some replica fetches just now
     * @param coveredTo up to where all lists are read
     * @param newestSeen the newest time of anything that a list told, known or not
     * @param lastRead when a list was last read to its end
     * @param gapsADay gaps found within the last 24 hours
     * @param error why lists broke off; null when none did
     */
    public record Reconciliation(
            @Nullable Instant nextRound,
            boolean fetching,
            @Nullable Instant coveredTo,
            @Nullable Instant newestSeen,
            @Nullable Instant lastRead,
            long gapsADay,
            @Nullable String error) {}

    static SourceView of(Source source, SourceState state, boolean fetched, Instant now) {
        Freshness freshness = new Freshness(source.freshness(), state.since(), state.push(), state.pull());
        return new SourceView(
                source.name(),
                source.vendor(),
                state.since(),
                source.freshness(),
                state.push(),
                freshness.pushAge(now).toSeconds(),
                state.pull(),
                freshness.pullAge(now).toSeconds(),
                freshness.isStale(now),
                freshness.isPushSilent(now),
                fetched ? reconciliation(state) : null);
    }

    private static Reconciliation reconciliation(SourceState state) {
        return new Reconciliation(
                state.due(),
                state.running(),
                state.covered(),
                state.reached(),
                state.walked(),
                state.gaps(),
                state.error());
    }
}
