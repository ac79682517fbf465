package dev.holdfast.admin;

import dev.holdfast.reconcile.PulledSource;
import jakarta.ws.rs.BadRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch again.
 *
 * @param source name of a source that is fetched from
 * @param from ISO 8601, inclusive
 * @param to ISO 8601, exclusive; absent: until now
 * @param types patterns of event types; absent or empty for those of the source, {@code *} for all
 * @param dryRun counts, and stores and relays nothing
 * @param maxCalls to the vendor; absent for no limit but the vendor's
 */
public record BackfillWish(
        @Nullable String source,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<String> types,
        @Nullable Boolean dryRun,
        @Nullable Long maxCalls) {
    private static final int MOST_TYPES = 64;
    private static final int LONGEST_TYPE = 256;

    /** The row of a wish that can be fulfilled; throws {@link BadRequestException} that names the fault otherwise. */
    BackfillRun run(PulledSource pulled, Instant now) {
        BackfillRun run = new BackfillRun();
        run.from = time("from", from);
        run.to = to == null ? now : time("to", to);
        List<String> patterns = patterns(pulled);
        run.types = patterns.toArray(String[]::new);
        run.dryRun = Boolean.TRUE.equals(dryRun);
        run.maxCalls = maxCalls;
        run.requestedAt = now;
        demand(run.from.isBefore(run.to), "from is before to");
        demand(!run.to.isAfter(now), "to is not in the future: it is " + now + " here");
        demand(maxCalls == null || maxCalls > 0, "maxCalls is 1 or more");
        demand(
                pulled.hasWindows(patterns),
                pulled.contract().vendor() + " tells no times of what is asked for: there is no window to read");
        Optional<Duration> remembered = pulled.remembers(patterns);
        remembered.ifPresent(limit -> demand(
                !run.from.isBefore(now.minus(limit)),
                pulled.contract().vendor() + " tells of the last " + days(limit) + ": from is " + now.minus(limit)
                        + " or later"));
        return run;
    }

    private List<String> patterns(PulledSource pulled) {
        List<String> patterns = types == null || types.isEmpty() ? pulled.types() : types;
        demand(patterns.size() <= MOST_TYPES, "types has " + MOST_TYPES + " patterns at most");
        for (String pattern : patterns) {
            demand(
                    pattern != null && !pattern.isBlank() && pattern.length() <= LONGEST_TYPE,
                    "each of types is a pattern of 1 to " + LONGEST_TYPE + " characters");
        }
        return patterns;
    }

    private static Instant time(String name, @Nullable String text) {
        demand(text != null, name + " is required");
        return Moments.parse(name, String.valueOf(text));
    }

    private static String days(Duration limit) {
        return limit.toDays() > 0 ? limit.toDays() + " days" : limit.toHours() + " hours";
    }

    private static void demand(boolean holds, String rule) {
        if (!holds) {
            throw new BadRequestException(rule);
        }
    }
}
