package dev.holdfast.bench;

import dev.holdfast.process.Database;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The limit and the baselines as servers: an HTTP server that verifies as the service does, and a store behind it.
 *
 * <p>Runs in a process of its own. Arguments: the store ({@code none}, {@code insert}, {@code entity}), the port and
 * the database's URL. Ends when its standard input does.
 */
public final class BareServer extends AbstractVerticle {
    static final String SECRET = "whsec_YmVuY2htYXJrLXNlY3JldC1vZi0zMi1ieXRlcyE";

    private final int port;
    private final Supplier<RowStore> stores;
    private StripeDoor door;
    private RowStore store;

    private BareServer(int port, Supplier<RowStore> stores) {
        this.port = port;
        this.stores = stores;
    }

    public static void main(String... args) throws Exception {
        Vertx vertx = Vertx.vertx();
        Database database = new Database(args[2]);
        RowStore shared = RowStore.named(args[0], vertx, database);
        int loops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new BareServer(Integer.parseInt(args[1]), () -> shared),
                        new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        ChildJvm.serve();
    }

    @Override
    public void start() {
        door = new StripeDoor(SECRET);
        store = stores.get();
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(this::receive)
                .listen(port);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        byte[] bytes = body.getBytes();
        if (!door.admits(request.getHeader("Stripe-Signature"), bytes)) {
            request.response().setStatusCode(401).end();
            return;
        }
        store.add(idOf(bytes), bytes)
                .onSuccess(done -> request.response().end())
                .onFailure(failure -> request.response().setStatusCode(503).end());
    }

    private static String idOf(byte[] body) {
        String start = new String(body, 0, 60, StandardCharsets.ISO_8859_1);
        return start.substring(7, start.indexOf('"', 7));
    }
}
