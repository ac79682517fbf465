package dev.holdfast.target;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gets a connection to one of a host's checked addresses, with the URL's name in {@code Host} and SNI.
 *
 * <p>It keeps to the address that worked last and moves on when that one refuses. Not to each in turn: of a name with an
 * IPv4 and an IPv6 address often one alone is reachable, and half of all attempts would wait for the other. Confined to one
 * context.
 */
final class Dialler {
    /** Names move; what was prepared for addresses long gone need not be kept. */
    private static final int MAX_PREPARED = 64;

    private final HttpClient client;
    private final TargetUrl url;
    private final HttpMethod method;
    private final Map<SocketAddress, RequestOptions> prepared = new HashMap<>();
    private int preferred;

    Dialler(HttpClient client, TargetUrl url, HttpMethod method) {
        this.client = client;
        this.url = url;
        this.method = method;
    }

    /** A request on a pooled or a new connection, not yet sent. Fails when no address accepts one. */
    Future<HttpClientRequest> dial(List<SocketAddress> addresses) {
        return dial(addresses, addresses.size() - 1);
    }

    private Future<HttpClientRequest> dial(List<SocketAddress> addresses, int others) {
        int index = preferred % addresses.size();
        Future<HttpClientRequest> dialled = client.request(options(addresses.get(index)));
        return others == 0 ? dialled : dialled.recover(failure -> next(failure, addresses, index, others));
    }

    /** Nothing was sent, so trying elsewhere repeats nothing. */
    private Future<HttpClientRequest> next(Throwable failure, List<SocketAddress> addresses, int refused, int others) {
        if (!(failure instanceof ConnectException)) {
            return Future.failedFuture(failure);
        }
        preferred = (refused + 1) % addresses.size();
        return dial(addresses, others - 1);
    }

    private RequestOptions options(SocketAddress address) {
        if (prepared.size() > MAX_PREPARED) {
            prepared.clear();
        }
        return prepared.computeIfAbsent(address, this::prepare);
    }

    private RequestOptions prepare(SocketAddress address) {
        return new RequestOptions()
                .setMethod(method)
                .setServer(address)
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.tls())
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false);
    }
}
