package dev.holdfast.bench;

import dev.holdfast.log.WideLog;
import dev.holdfast.process.Database;
import dev.holdfast.receive.DeliveryLog;
import dev.holdfast.receive.Entrance;
import dev.holdfast.receive.Entrances;
import dev.holdfast.receive.ReceiveMeters;
import dev.holdfast.receive.Refusals;
import dev.holdfast.receive.RowsBehindTheDoor;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.VendorPages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same application with the obvious way to store behind it: the service's door, answers, meters and log, and one row and
 * one commit for each request.
 *
 * <p>Runs in a process of its own. Arguments: the store ({@code insert}, {@code entity}), the port and the database's URL. Ends
 * when its standard input does.
 */
public final class WholeServer extends AbstractVerticle {
    private final int port;
    private final RowsBehindTheDoor way;

    private WholeServer(int port, RowsBehindTheDoor way) {
        this.port = port;
        this.way = way;
    }

    public static void main(String... args) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        RowStore store = RowStore.named(args[0], vertx, new Database(args[2]));
        WideLog lines = new WideLog(OutputStream.nullOutputStream(), WideLog.Verbosity.ALL);
        lines.start();
        DeliveryLog log = new DeliveryLog(
                lines, new ReceiveMeters(new SimpleMeterRegistry(), Set.of(BenchService.SOURCE)), new Refusals());
        RowsBehindTheDoor way = new RowsBehindTheDoor(
                vertx, new Entrances(List.of(entrance())), log, InstantSource.system(), store::add);
        vertx.deployVerticle(
                        () -> new WholeServer(Integer.parseInt(args[1]), way),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        ChildJvm.serve();
    }

    private static Entrance entrance() {
        Source source = new Source(BenchService.SOURCE, "stripe", List.of(), Map.of(), List.of(), null, 1 << 20, null);
        Door door = Door.open(
                VendorPages.load(Path.of("no", "pages", "of", "ours")).named("stripe", "vendor"),
                source,
                List.of(Secret.of(BareServer.SECRET)));
        return new Entrance(source, door, true);
    }

    @Override
    public void start() {
        Router router = Router.router(vertx);
        router.route().handler(context -> way.handle(context.request()));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> {
                    request.pause();
                    router.handle(request);
                })
                .listen(port);
    }
}
