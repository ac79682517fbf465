package dev.holdfast.ops.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.hibernate.JDBCException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Errors of the admin API become problems; a fault of ours is told by a number that the log knows too. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** Beside 400: what a caller can do something about, a conflict and too much at once. */
    private static final Set<Integer> TOLD = Set.of(409, 429);

    /** character_not_in_repertoire, and what JSON calls it. */
    private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(Exception e) {
        return Response.fromResponse(response(Problem.of(401)))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return response(Problem.of(403));
    }

    /** What a resource has answered itself, it has answered. */
    @ServerExceptionMapper
    Response answered(WebApplicationException e) {
        return e.getResponse().hasEntity() ? e.getResponse() : withHeaders(e);
    }

    private static Response withHeaders(WebApplicationException e) {
        Response.ResponseBuilder answer =
                Response.fromResponse(response(new Problem(e.getResponse().getStatus(), detail(e))));
        e.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    /** What a resource says of a request; what its framework says, it says to itself: {@code HTTP 400 Bad Request}. */
    private static @Nullable String detail(WebApplicationException e) {
        String said = e.getMessage();
        boolean ours = (e instanceof BadRequestException
                        || TOLD.contains(e.getResponse().getStatus()))
                && e.getCause() == null;
        return ours && said != null && !said.startsWith("HTTP ") ? said : null;
    }

    /** The second is named too because Quarkus has an answer of its own for it. */
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    Response notJson(Exception e) {
        return response(new Problem(400, "the body is not the JSON that this asks for"));
    }

    /** U+0000, which no text of PostgreSQL's holds: of what a caller can send, only that gets so far. */
    @ServerExceptionMapper
    Response stored(PgException e) {
        return noText(e.getSqlState(), e);
    }

    @ServerExceptionMapper
    Response asked(JDBCException e) {
        return noText(String.valueOf(e.getSQLState()), e);
    }

    private Response noText(String state, Exception e) {
        return NO_TEXT.contains(state) ? response(new Problem(400, "a text holds the character U+0000")) : ours(e);
    }

    @ServerExceptionMapper
    Response ours(Throwable e) {
        String number = UUID.randomUUID().toString();
        LOG.errorf(e, "fault %s", number);
        return response(new Problem(500, "fault " + number));
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.json())
                .build();
    }
}
