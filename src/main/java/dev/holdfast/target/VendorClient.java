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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks vendors' hosts: for a key, a token, a page of a list.
 *
 * <p>Only https, only public addresses, or the gateway that the operator named for the host; what was checked is what is
 * dialled. Where the operator's own configuration names a host in full, for a sandbox or a mock, that host may be private
 * too, and plain http as long as it is nearby. No redirects, no decompression, no cookies, no proxy from the environment.
 * The certificate must be the host's, issued by someone that the Java platform trusts.
 */
public final class VendorClient {
    private static final int AT_ONCE = 64;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int KEPT_SECONDS = 10;

    /** Cursors and queries are long; more than any vendor's server reads. */
    private static final int LONGEST_URL = 16 * 1024;

    private static final Pattern SENDABLE = Pattern.compile("[ -~\\t]*");

    final Vertx vertx;

    private final HttpClient fresh;
    private final HttpClient kept;
    private final Map<String, TargetUrl> gateways;
    private final Set<Origin> named;
    private final Predicate<InetSocketAddress> ownSockets;
    private final NameLookup lookup;

    /**
     * A client; dials nothing yet.
     *
     * @param gateways by host in lower case: where it is reached instead of at its public addresses; private ones too
     * @param named URLs that the operator configured: their hosts may be private ones too
     * @param ownSockets tells what is our own and never dialled
     * @param lookup finds addresses of names
     */
    public VendorClient(
            Vertx vertx,
            Map<String, TargetUrl> gateways,
            Collection<TargetUrl> named,
            Predicate<InetSocketAddress> ownSockets,
            NameLookup lookup) {
        this.vertx = vertx;
        this.gateways = Map.copyOf(gateways);
        this.named = named.stream().map(Origin::of).collect(Collectors.toUnmodifiableSet());
        this.ownSockets = ownSockets;
        this.lookup = lookup;
        this.fresh = client(vertx, false);
        this.kept = client(vertx, true);
    }

    /** What a URL is dialled by. */
    private record Origin(boolean tls, String host, int port) {
        static Origin of(TargetUrl url) {
            return new Origin(url.tls(), url.host(), url.port());
        }
    }

    /**
     * A question. Headers and body may hold secrets.
     *
     * @param url whole
     * @param headers by name
     * @param body null or empty for none
     * @param largest bytes of an answer's body; more is no answer
     * @param within from now to the answer's last byte
     * @param fresh whether the connection must be a new one
     */
    public record Question(
            String method,
            String url,
            Map<String, String> headers,
            byte @Nullable [] body,
            int largest,
            Duration within,
            boolean fresh) {
        public Question {
            headers = Map.copyOf(headers);
        }

        /** A question on a new connection, with JSON to post; null asks with GET. */
        public Question(String url, byte @Nullable [] json, int largest, Duration within) {
            this(
                    json == null ? "GET" : "POST",
                    url,
                    json == null ? Map.of() : Map.of("Content-Type", "application/json"),
                    json,
                    largest,
                    within,
                    true);
        }

        /** The method alone. */
        @Override
        public String toString() {
            return "Question[" + method + "]";
        }
    }

    /**
     * What was answered, whatever its status.
     *
     * @param headers all values of each, in lower case
     */
    public record Answered(int status, Map<String, List<String>> headers, byte[] body) {}

    /**
     * Asks once. Completes on the caller's context; fails with {@link Unanswered}, and with nothing else, when there is no
     * whole answer in time.
     */
    public Future<Answered> ask(Question question) {
        TargetUrl url;
        try {
            url = TargetUrl.parse(question.url(), LONGEST_URL);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(new Unanswered("the URL means different things to different readers"));
        }
        if (!url.tls() && !isNamed(url)) {
            return Future.failedFuture(new Unanswered("only https is asked"));
        }
        if (!question.headers().values().stream()
                .allMatch(value -> SENDABLE.matcher(value).matches())) {
            return Future.failedFuture(new Unanswered("a header has a sign that cannot be sent"));
        }
        return new VendorQuestion(this, url, question).ask();
    }

    /** Ends open connections. */
    public Future<Void> close() {
        return Future.join(fresh.close(), kept.close()).mapEmpty();
    }

    /** What the host's name stands for now. */
    Future<Destination> destination(TargetUrl url) {
        TargetUrl dialled = gateways.getOrDefault(url.host(), url);
        return new Addresses(dialled, guard(url), ownSockets, lookup, System::nanoTime).current();
    }

    Dialler dialler(TargetUrl url, Question question) {
        return new Dialler(question.fresh() ? fresh : kept, url, HttpMethod.valueOf(question.method()));
    }

    private EgressGuard guard(TargetUrl url) {
        if (!url.tls()) {
            return EgressGuard.NEARBY;
        }
        return gateways.containsKey(url.host()) || isNamed(url) ? EgressGuard.INTERNAL : EgressGuard.VENDOR;
    }

    private boolean isNamed(TargetUrl url) {
        return named.contains(Origin.of(url));
    }

    private static HttpClient client(Vertx vertx, boolean kept) {
        return vertx.httpClientBuilder()
                .with(options().setKeepAlive(kept).setKeepAliveTimeout(KEPT_SECONDS))
                .withConnectHandler(connection -> connection.exceptionHandler(failure -> {}))
                .build();
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
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
