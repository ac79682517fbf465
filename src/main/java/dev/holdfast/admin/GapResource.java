package dev.holdfast.admin;

import dev.holdfast.event.EventId;
import dev.holdfast.vendor.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gaps: events that the vendor did not push and only the fetching found. */
@Path("/admin/v1/sources/{source}/gaps")
@Produces(MediaType.APPLICATION_JSON)
public class GapResource {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(92);

    private final Pool database;
    private final List<String> sources;
    private final InstantSource time = InstantSource.system();

    GapResource(Pool database, List<Source> sources) {
        this.database = database;
        this.sources = sources.stream().map(Source::name).toList();
    }

    /**
     * Gaps of a time, by the events' own time.
     *
     * @param hours those that have any
     * @param after what to give for the next page; null on the last
     */
    public record View(
            String source,
            Instant from,
            Instant to,
            long total,
            List<Hour> hours,
            List<Gap> gaps,
            @Nullable String after) {}

    /** @param filledLate of the gaps, how many the vendor pushed after all */
    public record Hour(Instant hour, long gaps, long filledLate) {
        static Hour of(Row row) {
            return new Hour(row.getOffsetDateTime("hour").toInstant(), row.getLong("gaps"), row.getLong("filled"));
        }
    }

    /**
     * One gap.
     *
     * @param hour of the event's own time; of its coming where the vendor gives none
     * @param backfill which found it; null for a scheduled round
     * @param filledLateAt when the vendor pushed it after all
     */
    public record Gap(
            String event,
            String type,
            Instant hour,
            Instant foundAt,
            @Nullable Long backfill,
            @Nullable Instant filledLateAt) {
        static Gap of(Row row) {
            return new Gap(
                    EventId.text(row.getLong("event_id")),
                    row.getString("type"),
                    row.getOffsetDateTime("hour").toInstant(),
                    row.getOffsetDateTime("found_at").toInstant(),
                    row.getLong("backfill"),
                    SourceState.time(row, "filled_late_at"));
        }
    }

    /**
     * Gaps by hour, and one by one.
     *
     * @param from ISO 8601; the hour it is in counts. Absent: a week before {@code to}
     * @param to ISO 8601; absent: now
     * @param after the last event of the page before
     */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<View> list(
            @PathParam("source") String source,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        if (!sources.contains(source)) {
            throw new NotFoundException("no such source");
        }
        Instant end = to == null ? time.instant() : Moments.parse("to", to);
        Instant begin = from == null ? end.minus(USUAL) : Moments.parse("from", from);
        demand(begin.isBefore(end), "from is before to");
        demand(!begin.plus(LONGEST).isBefore(end), "from and to are " + LONGEST.toDays() + " days apart at most");
        Tuple window = Tuple.of(source, begin.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC), utc(end));
        Tuple page = Tuple.of(source, window.getValue(1), window.getValue(2), event(after), PageSize.checked(limit));
        return database.preparedQuery(SourceSql.GAP_HOURS)
                .execute(window)
                .chain(hours -> database.preparedQuery(SourceSql.GAPS)
                        .execute(page)
                        .map(gaps -> view(source, begin, end, hours, gaps, limit)));
    }

    private static View view(String source, Instant from, Instant to, RowSet<Row> hours, RowSet<Row> gaps, int limit) {
        List<Hour> byHour = new ArrayList<>();
        hours.forEach(row -> byHour.add(Hour.of(row)));
        List<Gap> listed = new ArrayList<>();
        gaps.forEach(row -> listed.add(Gap.of(row)));
        long total = byHour.stream().mapToLong(Hour::gaps).sum();
        String after = listed.size() == limit ? listed.get(limit - 1).event() : null;
        return new View(source, from, to, total, byHour, listed, after);
    }

    private static @Nullable Long event(@Nullable String after) {
        return after == null ? null : EventIds.parse(after);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static void demand(boolean holds, String rule) {
        if (!holds) {
            throw new BadRequestException(rule);
        }
    }
}
