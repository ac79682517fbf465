package dev.holdfast.admin;

import dev.holdfast.reconcile.PulledSource;
import dev.holdfast.reconcile.Reconciler;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Backfills: windows that are fetched again. They are ordered here, and done by whichever replica fetches for the source. */
@Path("/admin/v1/backfills")
@Produces(MediaType.APPLICATION_JSON)
public class BackfillResource {
    private static final String LIVE = "('queued', 'running')";

    /** The source's runner: one order of a source at a time. */
    private static final String LOCK =
            "select r.source from runner r join source s on s.id = r.source where s.name = :name for update of r";

    private static final String OVERLAPPING = "from BackfillRun where source = :source and state in " + LIVE
            + " and from < :to and to > :from order by id";

    private static final String LIST = "select b, s.name from BackfillRun b join SourceRow s on s.id = b.source"
            + " where (:source is null or s.name = :source) and b.id < :before order by b.id desc";

    private final Mutiny.SessionFactory sessions;
    private final Reconciler reconciler;
    private final BulkOrders bulk;
    private final InstantSource time = InstantSource.system();

    BackfillResource(Mutiny.SessionFactory sessions, Reconciler reconciler, BulkOrders bulk) {
        this.sessions = sessions;
        this.reconciler = reconciler;
        this.bulk = bulk;
    }

    /** Orders one: 202, and where to look. 409 while another of the source reads a part of the same window. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATOR)
    public Uni<Response> order(@Nullable BackfillWish body) {
        if (body == null) {
            throw new BadRequestException("source and from are required");
        }
        PulledSource source = fetched(body.source());
        BackfillRun run = body.run(source, time.instant());
        bulk.demand();
        return sessions.withTransaction(session -> ordered(session, source.name(), run))
                .map(made -> accepted(BackfillView.of(made, source.name(), source, time.instant())));
    }

    private static Uni<BackfillRun> ordered(Mutiny.Session session, String source, BackfillRun run) {
        return session.createNativeQuery(LOCK, Short.class)
                .setParameter("name", source)
                .getSingleResultOrNull()
                .invoke(number -> run.source = number(source, number))
                .chain(() -> session.createQuery(OVERLAPPING, BackfillRun.class)
                        .setParameter("source", run.source)
                        .setParameter("from", run.from)
                        .setParameter("to", run.to)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .invoke(BackfillResource::refuseBeside)
                .chain(() -> session.persist(run))
                .chain(session::flush)
                .replaceWith(run);
    }

    private static short number(String source, @Nullable Short number) {
        if (number == null) {
            throw new ClientErrorException(source + " is not ready yet; try again", Response.Status.CONFLICT);
        }
        return number;
    }

    private static void refuseBeside(@Nullable BackfillRun live) {
        if (live != null) {
            throw new ClientErrorException(
                    "backfill " + live.id + " is " + live.state + " and reads from " + live.from + " to " + live.to,
                    Response.Status.CONFLICT);
        }
    }

    private static Response accepted(BackfillView view) {
        return Response.accepted(view)
                .location(URI.create("/admin/v1/backfills/" + view.id()))
                .build();
    }

    private PulledSource fetched(@Nullable String name) {
        PulledSource source = name == null ? null : reconciler.source(name);
        if (source == null) {
            throw new BadRequestException("source is the name of a source that has reconcile in its configuration");
        }
        return source;
    }

    /** Newest first. @param before only those with a smaller id */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<List<BackfillView>> list(
            @QueryParam("source") @Nullable String source,
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return sessions.withStatelessSession(session -> session.createQuery(LIST, Object[].class)
                        .setParameter("source", source)
                        .setParameter("before", before)
                        .setMaxResults(PageSize.checked(limit))
                        .getResultList())
                .map(rows -> rows.stream().map(row -> view(row, time.instant())).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEWER)
    public Uni<BackfillView> look(@PathParam("id") long id) {
        return sessions.withStatelessSession(session -> session.createQuery(LIST, Object[].class)
                        .setParameter("source", (String) null)
                        .setParameter("before", id + 1)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .map(row -> named(row, id));
    }

    private BackfillView named(Object @Nullable [] row, long id) {
        BackfillView view = row == null ? null : view(row, time.instant());
        if (view == null || view.id() != id) {
            throw new NotFoundException("no such backfill");
        }
        return view;
    }

    private BackfillView view(Object[] row, Instant now) {
        String source = (String) row[1];
        return BackfillView.of((BackfillRun) row[0], source, reconciler.source(source), now);
    }

    /** Cancels it: the page under way is its last. What was found stays found. 409 when it is over. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    public Uni<Void> cancel(@PathParam("id") long id) {
        return sessions.withTransaction(session -> session.createMutationQuery(
                                "update BackfillRun set state = 'cancelled', finishedAt = :now where id = :id and state in "
                                        + LIVE)
                        .setParameter("now", time.instant())
                        .setParameter("id", id)
                        .executeUpdate())
                .chain(cancelled -> cancelled == 1
                        ? Uni.createFrom().voidItem()
                        : look(id).invoke(BackfillResource::over).replaceWithVoid());
    }

    private static void over(BackfillView view) {
        throw new ClientErrorException("backfill " + view.id() + " is " + view.state(), Response.Status.CONFLICT);
    }
}
