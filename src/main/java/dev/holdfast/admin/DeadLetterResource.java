package dev.holdfast.admin;

import dev.holdfast.event.EventId;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dead letters: messages whose schedule is used up. They are looked at here, and redriven. */
@Path("/admin/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {
    private static final int REDRIVEN_AT_ONCE = 10_000;

    /** So many at once are no bulk. */
    private static final int FEW = 100;

    private final Pool database;
    private final BulkOrders bulk;

    DeadLetterResource(Pool database, BulkOrders bulk) {
        this.database = database;
        this.bulk = bulk;
    }

    /** One dead message. */
    public record View(
            String event,
            String target,
            int attempts,
            OffsetDateTime diedAt,
            @Nullable String lastError) {
        static View of(Row row) {
            return new View(
                    EventId.text(row.getLong("event_id")),
                    row.getString("target"),
                    row.getShort("attempts"),
                    row.getOffsetDateTime("died_at"),
                    row.getString("last_error"));
        }
    }

    /**
     * Which to redrive.
     *
     * @param target whose
     * @param events ids; absent: all of the target, the oldest 10,000 first. An empty list is refused: whoever looked for some
     *     and found none does not mean all
     */
    public record Redrive(@Nullable String target, @Nullable List<@Nullable String> events) {}

    /** @param redriven how many are due again */
    public record Redriven(int redriven) {}

    /** @param after the last event of the page before; absent: from the oldest */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<List<View>> list(
            @QueryParam("target") @Nullable String target,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return database.preparedQuery(AdminSql.DEAD)
                .execute(Tuple.of(named(target), after == null ? 0L : EventIds.parse(after), PageSize.checked(limit)))
                .map(DeadLetterResource::views);
    }

    @POST
    @Path("/redrive")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    public Uni<Redriven> redrive(@Nullable Redrive body) {
        Redrive wanted = body == null ? new Redrive(null, null) : body;
        if (wanted.events() == null || wanted.events().size() > FEW) {
            bulk.demand();
        }
        return database.preparedQuery(AdminSql.REDRIVE)
                .execute(Tuple.of(named(wanted.target()), ids(wanted.events()), REDRIVEN_AT_ONCE))
                .map(done -> new Redriven(done.rowCount()));
    }

    private static String named(@Nullable String target) {
        if (target == null || target.isBlank()) {
            throw new BadRequestException("target is required");
        }
        return target;
    }

    private static Long[] ids(@Nullable List<@Nullable String> events) {
        if (events == null) {
            return new Long[0];
        }
        if (events.isEmpty()) {
            throw new BadRequestException("events names none: without it, all of the target are meant");
        }
        return events.stream().map(EventIds::parse).toArray(Long[]::new);
    }

    private static List<View> views(RowSet<Row> rows) {
        List<View> views = new ArrayList<>();
        rows.forEach(row -> views.add(View.of(row)));
        return views;
    }
}
