package dev.holdfast.ops.http;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What each door lets in, before anything else looks at a request. */
@Singleton
public final class Doors {
    private static final String WEBHOOKS = "/webhooks/";
    private static final int LONGEST_NAME = 32;
    private static final long ADMIN_BODY = 1L << 20;

    /** Right behind Quarkus' own limit, which is that of the largest webhook. */
    private static final int AFTER_UPLOAD_LIMIT = -1;

    /** The admin API's resources answer every path, if only to say that there is nothing. */
    private static final int BEFORE_RESOURCES = RouteConstants.ROUTE_ORDER_DEFAULT - 1;

    private final AdminListener admin;
    private final BadLogins badLogins;

    Doors(AdminListener admin, BadLogins badLogins) {
        this.admin = admin;
        this.badLogins = badLogins;
    }

    void first(@Observes Filters filters) {
        filters.register(this::enter, Integer.MAX_VALUE);
    }

    void routes(@Observes Router router) {
        router.route().order(AFTER_UPLOAD_LIMIT).handler(this::limitAdminBody);
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().order(BEFORE_RESOURCES).handler(this::noResources);
        router.route().order(Integer.MAX_VALUE).handler(context -> refuse(context, 404));
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!Framing.isClear(request)) {
            refuse(context, 400);
        } else if (!admin.received(request)) {
            if (isWebhook(request.path())) {
                context.next();
            } else {
                refuse(context, 404);
            }
        } else if (isNearWebhooks(context.normalizedPath())) {
            refuse(context, 404);
        } else if (request.headers().contains(HttpHeaders.AUTHORIZATION)
                && badLogins.tooMany(request.remoteAddress().host())) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(BadLogins.WINDOW_SECONDS));
            refuse(context, 429);
        } else if (isTooLong(request)) {
            refuse(context, 413);
        } else {
            harden(context);
            context.next();
        }
    }

    /**
     * The path as sent, not as some decoder understands it: {@code /webhooks/} and the letters of a name. What holds dots, escapes,
     * parameters or a second slash is nobody's.
     */
    static boolean isWebhook(String path) {
        int length = path == null ? 0 : path.length() - WEBHOOKS.length();
        if (length < 1 || length > LONGEST_NAME || !path.startsWith(WEBHOOKS)) {
            return false;
        }
        for (int i = WEBHOOKS.length(); i < path.length(); i++) {
            char c = path.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNearWebhooks(String path) {
        return path.startsWith("/webhooks");
    }

    private static void harden(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static boolean isTooLong(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && (length.length() > 18 || Long.parseLong(length) > ADMIN_BODY);
    }

    /** For bodies that do not tell their length. */
    private void limitAdminBody(RoutingContext context) {
        if (admin.received(context.request())) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, ADMIN_BODY);
        }
        context.next();
    }

    private void noResources(RoutingContext context) {
        if (admin.received(context.request())) {
            context.next();
        } else {
            refuse(context, 404);
        }
    }

    private void failed(RoutingContext context) {
        refuse(context, context.statusCode() < 400 ? 500 : context.statusCode());
    }

    /** Nothing but the status to the world; a problem to those who administer. */
    private void refuse(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        String problem = "";
        context.response().setStatusCode(status);
        if (admin.received(context.request())) {
            context.response().putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
            problem = Problem.of(status).json();
        }
        if (status == 413 || !Framing.isClear(context.request())) {
            // What is still being sent is not read, so nothing can follow it.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.response()
                    .end(problem)
                    .onComplete(sent -> context.request().connection().close());
        } else {
            context.response().end(problem);
        }
    }
}
