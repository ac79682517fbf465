package dev.holdfast.admin;

import dev.holdfast.reconcile.PulledSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A backfill and how far it has come.
 *
 * @param state queued, running, finished, failed or cancelled
 * @param coveredTo up to where everything was read; a list that comes newest first covers all of its window at its end
 * @param fetched items that the vendor listed
 * @param known of those, what was known already
 * @param gaps of those, what nobody had told before
 * @param relayed of the gaps, how many go to a target
 * @param budgetLeft calls that may be made just now, by the vendor's budget and by maxCalls
 * @param estimatedEnd at the pace so far; null while that is not known
 * @param beyond lists whose vendor had forgotten {@code from} when it was ordered, and from when on they were read
 * @param error why it failed
 */
public record BackfillView(
        long id,
        String source,
        Instant from,
        Instant to,
        List<String> types,
        boolean dryRun,
        @Nullable Long maxCalls,
        String state,
        @Nullable Instant coveredTo,
        long pages,
        long fetched,
        long known,
        long gaps,
        long relayed,
        long calls,
        @Nullable Long budgetLeft,
        @Nullable Instant estimatedEnd,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Map<String, Instant> beyond,
        @Nullable String error) {

    /** @param pulled null when it is not fetched from any more */
    static BackfillView of(BackfillRun run, String source, @Nullable PulledSource pulled, Instant now) {
        return new BackfillView(
                run.id == null ? 0 : run.id,
                source,
                run.from,
                run.to,
                List.of(run.types),
                run.dryRun,
                run.maxCalls,
                run.state,
                run.coveredTo,
                run.pages,
                run.fetched,
                run.known,
                run.gaps,
                run.relayed,
                run.calls,
                left(run),
                estimate(run, now),
                run.requestedAt,
                run.startedAt,
                run.finishedAt,
                pulled == null ? Map.of() : pulled.forgotten(List.of(run.types), run.from, run.requestedAt),
                run.error);
    }

    private static @Nullable Long left(BackfillRun run) {
        Long own = run.maxCalls == null ? null : Math.max(0, run.maxCalls - run.calls);
        Long vendors = run.budgetLeft;
        if (own == null) {
            return vendors;
        }
        return vendors == null || own < vendors ? own : vendors;
    }

    /** As long again for each part of the window as for the part that is covered. */
    private static @Nullable Instant estimate(BackfillRun run, Instant now) {
        Instant covered = run.coveredTo;
        Instant started = run.startedAt;
        if (!run.state.equals("running") || covered == null || started == null || !covered.isAfter(run.from)) {
            return null;
        }
        double done = seconds(run.from, covered) / seconds(run.from, run.to);
        double spent = seconds(started, now);
        return now.plusSeconds((long) (spent / done - spent));
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0.001, Duration.between(from, to).toMillis() / 1000.0);
    }
}
