package dev.holdfast.admin;

import dev.holdfast.vendor.Source;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secret that a vendor brought: whether there is one, and who was behind it. The secret itself is never shown. */
@Path("/admin/v1/sources/{source}/captured-secret")
@Produces(MediaType.APPLICATION_JSON)
public class CapturedSecretResource {
    private final CaptureRules rules;
    private final CapturedSecrets captured;

    CapturedSecretResource(List<Source> sources, CapturedSecrets captured) {
        this.rules = new CaptureRules(sources, captured);
        this.captured = captured;
    }

    /**
     * How far a source is.
     *
     * @param state nothing, open or captured
     * @param openedBy name of the token that opened the last window
     * @param capturedFrom address that the secret came from
     */
    public record View(
            String source,
            String state,
            @Nullable String openedBy,
            @Nullable OffsetDateTime capturedAt,
            @Nullable String capturedFrom) {
        static View of(String source, CaptureRow row) {
            String state = row.sealed() != null ? "captured" : row.isOpen() ? "open" : "nothing";
            return new View(source, state, row.openedBy(), row.capturedAt(), row.capturedFrom());
        }
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<View> look(@PathParam("source") String source) {
        rules.demandCapture(source);
        return Uni.createFrom()
                .completionStage(() -> captured.state(source).toCompletionStage())
                .map(row -> View.of(source, row));
    }

    /** Forgets it: what the vendor signs with it is refused from then on, by all replicas within two seconds. */
    @DELETE
    @RolesAllowed(Role.ADMIN)
    public Uni<Void> forget(@PathParam("source") String source, @Context SecurityContext caller) {
        rules.demandCapture(source);
        return Uni.createFrom()
                .completionStage(
                        () -> captured.forget(source, Caller.name(caller)).toCompletionStage())
                .invoke(there -> known(source, there))
                .replaceWithVoid();
    }

    private static void known(String source, boolean there) {
        if (!there) {
            throw new NotFoundException(source + " has no captured secret");
        }
    }
}
