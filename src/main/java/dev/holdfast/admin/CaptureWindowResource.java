package dev.holdfast.admin;

import dev.holdfast.vendor.Source;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.OffsetDateTime;
import java.util.List;

/** The time in which a vendor may bring a source's secret. Whoever comes first in it is believed, so it is short. */
@Path("/admin/v1/sources/{source}/capture-window")
@Produces(MediaType.APPLICATION_JSON)
public class CaptureWindowResource {
    private final CaptureRules rules;
    private final CapturedSecrets captured;

    CaptureWindowResource(List<Source> sources, CapturedSecrets captured) {
        this.rules = new CaptureRules(sources, captured);
        this.captured = captured;
    }

    /** @param openUntil as the vendor's page has it; sooner when a secret comes */
    public record Window(String source, OffsetDateTime openUntil) {}

    /** Opens it, or begins it anew. All replicas know within two seconds. 409 when the source has a secret. */
    @POST
    @RolesAllowed(Role.OPERATOR)
    public Uni<Window> open(@PathParam("source") String source, @Context SecurityContext caller) {
        rules.demandWindow(source);
        return Uni.createFrom()
                .completionStage(
                        () -> captured.open(source, Caller.name(caller)).toCompletionStage())
                .map(opened -> opened.map(window -> new Window(source, window.until()))
                        .orElseThrow(() -> CaptureRules.conflict(
                                source + " has a captured secret: an admin may DELETE its captured-secret first")));
    }
}
