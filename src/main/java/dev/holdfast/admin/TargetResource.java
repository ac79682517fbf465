package dev.holdfast.admin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Targets: what waits for each, which are paused; and letting a paused one have its messages again. */
@Path("/admin/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
public class TargetResource {
    private final Pool database;

    TargetResource(Pool database) {
        this.database = database;
    }

    /** Counts stop at 100,000. */
    public record View(
            String name,
            @Nullable OffsetDateTime pausedAt,
            @Nullable String pausedWhy,
            long ready,
            long waiting,
            long dead) {
        static View of(Row row) {
            return new View(
                    row.getString("name"),
                    row.getOffsetDateTime("paused_at"),
                    row.getString("paused_why"),
                    row.getLong("ready"),
                    row.getLong("waiting"),
                    row.getLong("dead"));
        }
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<List<View>> list() {
        return database.query(AdminSql.TARGETS).execute().map(TargetResource::views);
    }

    /** Replicas see it within a few seconds. */
    @POST
    @Path("/{name}/resume")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> resume(@PathParam("name") String name) {
        return database.preparedQuery(AdminSql.RESUME)
                .execute(Tuple.of(name))
                .invoke(done -> known(done.rowCount()))
                .replaceWithVoid();
    }

    private static void known(int rows) {
        if (rows == 0) {
            throw new NotFoundException("no such target");
        }
    }

    private static List<View> views(RowSet<Row> rows) {
        List<View> views = new ArrayList<>();
        rows.forEach(row -> views.add(View.of(row)));
        return views;
    }
}
