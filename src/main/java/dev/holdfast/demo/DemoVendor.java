package dev.holdfast.demo;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.ops.settings.Settings;
import dev.holdfast.target.SigningKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * A small vendor: every few seconds something happens, is signed and posted to {@code /webhooks/demo}, as any vendor would. It
 * loses one webhook in ten, as some vendors do, and tells of all of them when it is asked.
 */
@Singleton
public final class DemoVendor {
    private static final Logger LOG = Logger.getLogger(DemoVendor.class);
    private static final int LOST = 10;
    private static final String[] TYPES = {"order.created", "order.paid", "parcel.sent", "parcel.delivered"};

    private final Vertx vertx;
    private final Settings settings;
    private final Config config;
    private final DemoPace pace;
    private final InstantSource time = InstantSource.system();
    private final SigningKey.Signer signer =
            SigningKey.parse(Demo.SOURCE_SECRET).signer();
    private long timer = -1;
    private final Happenings happenings = new Happenings();
    private long happened;

    DemoVendor(Vertx vertx, Settings settings, Config config, DemoPace pace) {
        this.vertx = vertx;
        this.settings = settings;
        this.config = config;
        this.pace = pace;
    }

    /** After the service itself. */
    void start(@Observes @Priority(10_000) StartupEvent event) {
        if (settings.demo()) {
            HttpClient client = vertx.createHttpClient();
            timer = vertx.setPeriodic(pace.everyMillis(), t -> happen(client));
        }
    }

    /** Vert.x outlives a live reload, and its timers with it. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    Happenings happenings() {
        return happenings;
    }

    private void happen(HttpClient client) {
        Happenings.Happening happening = next(time.instant());
        happenings.add(happening);
        // The fourth of each ten: a reader sees the first one lost within a quarter of a minute.
        if (happened % LOST != 4) {
            post(client, happening);
        }
    }

    /** The port is looked up each time: a free one is known only once the server listens. */
    private void post(HttpClient client, Happenings.Happening happening) {
        int port = config.getValue("quarkus.http.port", Integer.class);
        client.request(HttpMethod.POST, port, "localhost", "/webhooks/" + Demo.SOURCE)
                .compose(request -> request.send(signed(request, happening)))
                .onFailure(failure -> LOG.debugf("the demo's vendor was not heard: %s", failure.getMessage()));
    }

    private Buffer signed(HttpClientRequest request, Happenings.Happening happening) {
        String stamp = Long.toString(time.millis() / 1_000);
        byte[] body = happening.body().getBytes(StandardCharsets.UTF_8);
        request.putHeader("content-type", "application/json");
        request.putHeader("webhook-id", happening.id());
        request.putHeader("webhook-timestamp", stamp);
        request.putHeader(
                "webhook-signature",
                signer.sign((happening.id() + '.' + stamp + '.').getBytes(StandardCharsets.UTF_8), body));
        return Buffer.buffer(body);
    }

    private Happenings.Happening next(Instant now) {
        long order = 1_000 + happened / TYPES.length;
        String type = TYPES[(int) (happened++ % TYPES.length)];
        String body = "{\"type\":\"" + type + "\",\"timestamp\":\"" + now + "\",\"data\":{\"order\":" + order
                + ",\"at\":" + now.toEpochMilli() + "}}";
        return new Happenings.Happening("msg_demo_" + now.toEpochMilli(), now, body);
    }
}
