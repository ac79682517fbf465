package dev.holdfast.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks vendors' hosts for something small: a key, a certificate.
 *
 * <p>Only https, only public addresses, or the gateway that the operator named for the host; what was checked is what is
 * dialled. No redirects, no decompression, no cookies, no proxy from the environment, no connection that is kept. The
 * certificate must be the host's, issued by someone that the Java platform trusts.
 */
public final class VendorClient {
    private static final int AT_ONCE = 64;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int CONNECT_MILLIS = 10_000;

    final Vertx vertx;
    final HttpClient client;

    private final Map<String, TargetUrl> gateways;
    private final Predicate<InetSocketAddress> ownSockets;
    private final NameLookup lookup;

    /**
     * A client; dials nothing yet.
     *
     * @param gateways by host in lower case: where it is reached instead of at its public addresses; private ones too
     * @param ownSockets tells what is our own and never dialled
     * @param lookup finds addresses of names
     */
    public VendorClient(
            Vertx vertx, Map<String, TargetUrl> gateways, Predicate<InetSocketAddress> ownSockets, NameLookup lookup) {
        this.vertx = vertx;
        this.gateways = Map.copyOf(gateways);
        this.ownSockets = ownSockets;
        this.lookup = lookup;
        this.client = vertx.httpClientBuilder()
                .with(options())
                .withConnectHandler(connection -> connection.exceptionHandler(failure -> {}))
                .build();
    }

    /**
     * A question.
     *
     * @param url whole, https
     * @param json to post; null asks with GET
     * @param largest bytes of an answer's body; more is no answer
     * @param within from now to the answer's last byte
     */
    public record Question(String url, byte @Nullable [] json, int largest, Duration within) {}

    /** What was answered, whatever its status. */
    public record Answered(int status, byte[] body) {}

    /**
     * Asks once. Completes on the caller's context; fails with {@link Unanswered}, and with nothing else, when there is no
     * whole answer in time.
     */
    public Future<Answered> ask(Question question) {
        TargetUrl url;
        try {
            url = TargetUrl.parse(question.url());
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(new Unanswered("the URL means different things to different readers"));
        }
        if (!url.tls()) {
            return Future.failedFuture(new Unanswered("only https is asked"));
        }
        return new VendorQuestion(this, url, question).ask();
    }

    /** Ends open connections. */
    public Future<Void> close() {
        return client.close();
    }

    /** What the host's name stands for now. */
    Future<Destination> destination(TargetUrl url) {
        TargetUrl gateway = gateways.get(url.host());
        EgressGuard guard = gateway == null ? EgressGuard.VENDOR : EgressGuard.INTERNAL;
        TargetUrl dialled = gateway == null ? url : gateway;
        return new Addresses(dialled, guard, ownSockets, lookup, System::nanoTime).current();
    }

    Dialler dialler(TargetUrl url, HttpMethod method) {
        return new Dialler(client, url, method);
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(AT_ONCE)
                // Later than any question's own limit, which tells why.
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setDecompressionSupported(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setName("vendors");
    }
}
