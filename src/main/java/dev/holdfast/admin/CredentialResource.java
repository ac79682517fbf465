package dev.holdfast.admin;

import dev.holdfast.reconcile.PulledSource;
import dev.holdfast.reconcile.Reconciler;
import dev.holdfast.reconcile.token.Reconnect;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a vendor gave to whoever connected an account. It goes in and never comes out. */
@Path("/admin/v1/sources/{source}/credentials")
public class CredentialResource {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

    private final Reconciler reconciler;
    private final Tokens tokens;

    CredentialResource(Reconciler reconciler, Tokens tokens) {
        this.reconciler = reconciler;
        this.tokens = tokens;
    }

    /** A refresh token, as the vendor's answer had it after somebody connected the account. */
    public record RefreshToken(@Nullable String refreshToken) {
        /** Never the token. */
        @Override
        public String toString() {
            return "RefreshToken[***]";
        }
    }

    /**
     * Takes the source's refresh token, the first or another; the next call to the vendor uses it, on whichever replica. 409
     * for a source whose vendor is asked otherwise. The body is never logged.
     */
    @PUT
    @Path("/refresh-token")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    public Uni<Void> handIn(
            @PathParam("source") String source, @Nullable RefreshToken body, @Context SecurityContext caller) {
        demandRefreshes(source);
        Secret token = token(body);
        return Uni.createFrom()
                .completionStage(
                        () -> tokens.handIn(source, token, Caller.name(caller)).toCompletionStage())
                .onFailure(Reconnect.class)
                .transform(e -> conflict(String.valueOf(e.getMessage())));
    }

    private void demandRefreshes(String source) {
        PulledSource pulled = reconciler.source(source);
        if (pulled == null) {
            throw new NotFoundException("no such source that is fetched from");
        }
        Authentication how = pulled.contract().authentication();
        if (!(how instanceof Authentication.OAuth2 oauth2) || oauth2.grant() != Authentication.Grant.REFRESH_TOKEN) {
            throw conflict(source + " takes no refresh token: its vendor is asked with what is configured");
        }
    }

    private static Secret token(@Nullable RefreshToken body) {
        String token = body == null ? null : body.refreshToken();
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw new BadRequestException("refreshToken is required: printable ASCII without blanks, at most 16 KiB");
        }
        return Secret.of(token);
    }

    private static ClientErrorException conflict(String why) {
        return new ClientErrorException(why, Response.Status.CONFLICT);
    }
}
