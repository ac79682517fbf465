package dev.holdfast.target;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A target that takes events as HTTP requests.
 *
 * <p>HTTP/1.1 with kept connections; no redirects, no decompression, no cookies, no proxy from the environment. What a
 * target can make us hold is bounded: headers of 16 KiB, a body that is thrown away as it comes.
 */
public final class HttpTarget implements Target {
    private static final int AFTER_DEADLINE_MILLIS = 1_000;
    private static final int MAX_HEADERS = 16 * 1024;

    final Addresses addresses;
    final Dialler dialler;
    final Deadlines deadlines;
    final RelayHeaders headers;
    final InstantSource clock;

    private final TargetSettings settings;
    private final HttpClient client;
    private final Breaker breaker;

    /**
     * A target; dials nothing yet.
     *
     * @param vertx everything happens on the context from which {@link #send} is called, which must always be the same
     * @param clock for the signed timestamps and for dates in {@code Retry-After}
     * @param random for span ids
     * @param ownSockets tells what is our own and never dialled: sockets that we listen on, the database
     * @param lookup finds addresses of names, see {@link NameLookup#platform}
     */
    public HttpTarget(
            TargetSettings settings,
            Vertx vertx,
            InstantSource clock,
            RandomGenerator random,
            Predicate<InetSocketAddress> ownSockets,
            NameLookup lookup) {
        this.settings = settings;
        this.clock = clock;
        this.client = vertx.httpClientBuilder()
                .with(options(settings))
                .withConnectHandler(HttpTarget::quiet)
                .build();
        this.addresses = new Addresses(settings.url(), EgressGuard.INTERNAL, ownSockets, lookup, System::nanoTime);
        this.dialler = new Dialler(client, settings.url(), HttpMethod.POST);
        this.deadlines = new Deadlines(vertx, settings.timeout().toNanos());
        this.headers = new RelayHeaders(settings.keys(), clock, random);
        this.breaker = new Breaker(settings.name(), settings.breakerDelay(), System::nanoTime);
    }

    @Override
    public TargetSettings settings() {
        return settings;
    }

    @Override
    public Uni<Answer> send(Outgoing outgoing) {
        return breaker.guarded(() -> attempt(outgoing));
    }

    @Override
    public Duration breakerOpenFor() {
        return breaker.openFor();
    }

    @Override
    public Uni<Void> close() {
        return Uni.createFrom().completionStage(() -> client.close().toCompletionStage());
    }

    /** An attempt that asks no breaker. */
    Uni<Answer> attempt(Outgoing outgoing) {
        return Uni.createFrom().emitter(emitter -> new HttpAttempt(this, outgoing, emitter, System.nanoTime()).begin());
    }

    /** A broken connection is told by the attempt's answer; without a handler it is logged as an error as well. */
    private static void quiet(HttpConnection connection) {
        connection.exceptionHandler(failure -> {});
    }

    private static HttpClientOptions options(TargetSettings settings) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setMaxPoolSize(settings.maxInFlight())
                // Later than the attempt's own deadline, which tells a timeout from a refusal.
                .setConnectTimeout((int) settings.timeout().toMillis() + AFTER_DEADLINE_MILLIS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setDecompressionSupported(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setName("target-" + settings.name());
    }
}
