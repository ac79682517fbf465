package dev.holdfast.admin;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What was refused lately, newest first. */
@Path("/admin/v1/refusals")
@Produces(MediaType.APPLICATION_JSON)
public class RefusalResource {
    private final Mutiny.SessionFactory sessions;

    RefusalResource(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** One kind of refused request: {@code seen} of them up to {@code at}. */
    public record View(Instant at, String source, String cause, String peer, int bytes, int seen) {
        static View of(Refusal row) {
            return new View(row.at, row.source, row.cause, row.peer, row.bytes, row.seen);
        }
    }

    /** @param source only of this source; all when absent */
    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<List<View>> list(
            @QueryParam("source") @Nullable String source, @QueryParam("limit") @DefaultValue("100") int limit) {
        return sessions.withStatelessSession(session -> session.createQuery(
                                "from Refusal where :source is null or source = :source order by id desc",
                                Refusal.class)
                        .setParameter("source", source)
                        .setMaxResults(PageSize.checked(limit))
                        .getResultList())
                .map(rows -> rows.stream().map(View::of).toList());
    }
}
