package dev.holdfast.admin;

import dev.holdfast.event.EventId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Quarantine: events that are authentic and were not understood. They are looked at here, and, once the vendor's page is
 * mended, released. A subscription that waits for an operator's word is here too: the word is to open its URL, and no
 * release takes it further.
 */
@Path("/admin/v1/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {
    private static final int RELEASED_AT_ONCE = 500;

    private final Pool database;
    private final Releases releases;
    private final BulkOrders bulk;

    QuarantineResource(Pool database, Releases releases, BulkOrders bulk) {
        this.database = database;
        this.releases = releases;
        this.bulk = bulk;
    }

    /**
     * One quarantined event.
     *
     * @param at when it came
     * @param bytes of its payload
     * @param delivery id of the delivery that it came in; null when none is kept
     * @param releasedAt null as long as it waits
     * @param events what the release of its delivery appended; null as long as it waits
     */
    public record View(
            String event,
            String source,
            Instant at,
            String reason,
            @Nullable String contentType,
            int bytes,
            @Nullable String delivery,
            @Nullable OffsetDateTime releasedAt,
            @Nullable List<String> events) {
        static View of(Row row) {
            long id = row.getLong("event_id");
            Long delivery = row.getLong("delivery");
            Long[] events = row.getArrayOfLongs("events");
            return new View(
                    EventId.text(id),
                    row.getString("source"),
                    Instant.ofEpochMilli(EventId.unixMillis(id)),
                    row.getString("reason"),
                    row.getString("content_type"),
                    row.getInteger("bytes"),
                    delivery == null ? null : EventId.text(delivery),
                    row.getOffsetDateTime("released_at"),
                    events == null
                            ? null
                            : Arrays.stream(events).map(EventId::text).toList());
        }
    }

    /**
     * Which to release.
     *
     * @param source whose; required
     * @param before only what came before this time; absent: all
     * @param after where the last call ended ({@link Released#next}); absent: from the oldest
     */
    public record Wanted(
            @Nullable String source,
            @Nullable Instant before,
            @Nullable String after) {}

    /**
     * What many releases have done.
     *
     * @param deliveries how many were read again
     * @param released how many quarantined events are released
     * @param events how many events were appended
     * @param outcomes deliveries by outcome
     * @param next where to go on; null when there is no more
     */
    public record Released(
            int deliveries,
            int released,
            int events,
            Map<String, Long> outcomes,
            @Nullable String next) {
        static Released of(List<ReleaseOutcome> all, @Nullable Long next) {
            return new Released(
                    all.size(),
                    all.stream().mapToInt(one -> one.released().size()).sum(),
                    all.stream().mapToInt(one -> one.events().size()).sum(),
                    all.stream().collect(Collectors.groupingBy(ReleaseOutcome::outcome, Collectors.counting())),
                    next == null ? null : EventId.text(next));
        }
    }

    /** @param after the last event of the page before; absent: from the oldest */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<List<View>> list(
            @QueryParam("source") @Nullable String source,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return database.preparedQuery(QuarantineSql.LIST)
                .execute(Tuple.of(after == null ? 0L : EventIds.parse(after), source, PageSize.checked(limit)))
                .map(QuarantineResource::views);
    }

    @GET
    @Path("/{event}")
    @RolesAllowed(Role.VIEWER)
    public Uni<View> one(@PathParam("event") String event) {
        return find(event).map(View::of);
    }

    /** The event's own bytes, to be kept and not to be shown: they are whatever was sent. */
    @GET
    @Path("/{event}/raw")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @RolesAllowed(Role.OPERATOR)
    public Uni<Response> raw(@PathParam("event") String event) {
        return database.preparedQuery(QuarantineSql.PAYLOAD)
                .execute(Tuple.of(EventIds.parse(event)))
                .map(QuarantineResource::first)
                .map(row -> attachment(row.getBuffer("payload").getBytes()));
    }

    /** The request that it came in, as far as it is kept. */
    @GET
    @Path("/{event}/delivery")
    @RolesAllowed(Role.OPERATOR)
    public Uni<DeliveryView> delivery(@PathParam("event") String event) {
        return find(event)
                .map(row -> row.getLong("delivery"))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException())
                .chain(id -> database.preparedQuery(QuarantineSql.DELIVERY).execute(Tuple.of(id)))
                .map(rows -> DeliveryView.of(Releases.raw(first(rows))));
    }

    /** Reads the delivery again that the event came in, and releases what is understood of it by now. */
    @POST
    @Path("/{event}/release")
    @RolesAllowed(Role.OPERATOR)
    public Uni<ReleaseOutcome> release(@PathParam("event") String event) {
        return find(event).chain(row -> releases.release(row.getLong("delivery")));
    }

    /** The same for many, {@value #RELEASED_AT_ONCE} events a call, one delivery after the other. */
    @POST
    @Path("/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    public Uni<Released> releaseMany(@Nullable Wanted body) {
        Wanted wanted = body == null ? new Wanted(null, null, null) : body;
        bulk.demand();
        return database.preparedQuery(QuarantineSql.WAITING)
                .execute(Tuple.of(
                        wanted.after() == null ? 0L : EventIds.parse(wanted.after()),
                        before(wanted.before()),
                        named(wanted.source()),
                        RELEASED_AT_ONCE))
                .chain(this::releaseAll);
    }

    private Uni<Released> releaseAll(RowSet<Row> waiting) {
        List<Long> deliveries = new ArrayList<>();
        Long last = null;
        for (Row row : waiting) {
            last = row.getLong("event_id");
            deliveries.add(row.getLong("delivery"));
        }
        Long next = waiting.size() < RELEASED_AT_ONCE ? null : last;
        return Multi.createFrom()
                .iterable(
                        deliveries.stream().filter(Objects::nonNull).distinct().toList())
                .onItem()
                .transformToUniAndConcatenate(releases::release)
                .collect()
                .asList()
                .map(all -> Released.of(all, next));
    }

    private Uni<Row> find(String event) {
        return database.preparedQuery(QuarantineSql.ONE)
                .execute(Tuple.of(EventIds.parse(event)))
                .map(QuarantineResource::first);
    }

    private static Row first(RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            throw new NotFoundException();
        }
        return rows.iterator().next();
    }

    private static Response attachment(byte[] bytes) {
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Disposition", "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static String named(@Nullable String source) {
        if (source == null || source.isBlank()) {
            throw new BadRequestException("source is required");
        }
        return source;
    }

    private static long before(@Nullable Instant time) {
        return time == null
                ? Long.MAX_VALUE
                : EventId.first(0, Math.min(Moments.within("before", time).toEpochMilli(), EventId.LAST_MILLIS));
    }

    private static List<View> views(RowSet<Row> rows) {
        List<View> views = new ArrayList<>();
        rows.forEach(row -> views.add(View.of(row)));
        return views;
    }
}
