package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private final List<String> asked = new ArrayList<>();
    private Future<List<InetAddress>> reply = Future.failedFuture("nothing yet");
    private long nanos = -5;

    @Test
    void oneBadAddressAmongGoodOnesRefusesTheHost() {
        reply = found("10.0.0.1", "169.254.169.254");
        assertInstanceOf(
                Destination.Forbidden.class, of("http://billing/").current().result());
        reply = found("10.0.0.1", "fe80::1");
        assertInstanceOf(
                Destination.Forbidden.class, of("http://billing/").current().result());
        reply = found("10.0.0.1", "fd00::1");
        assertEquals(List.of("10.0.0.1:80", "fd00:0:0:0:0:0:0:1:80"), dialled(of("http://billing/")));
    }

    @Test
    void aNameMustNotLeadToLoopback() {
        reply = found("127.0.0.1");
        assertEquals(
                new Destination.Forbidden("loopback"),
                of("http://billing/").current().result());
    }

    @Test
    void localhostAndAddressesAreNeverLookedUp() {
        reply = found("169.254.169.254");
        assertEquals(List.of("127.0.0.1:80", "0:0:0:0:0:0:0:1:80"), dialled(of("http://localhost/")));
        assertEquals(List.of("127.0.0.1:81"), dialled(of("http://127.0.0.1:81/")));
        assertEquals(List.of("10.0.0.1:80"), dialled(of("http://10.0.0.1/")));
        assertEquals(
                new Destination.Forbidden("link-local or a cloud's metadata"),
                of("http://169.254.169.254/").current().result());
        assertEquals(List.of(), asked);
    }

    @Test
    void aNameThatChangesItsMindIsCheckedAgain() {
        Addresses addresses = of("http://billing/");
        reply = found("10.0.0.1");
        assertEquals(List.of("10.0.0.1:80"), dialled(addresses));
        reply = found("169.254.169.254");
        pass(Duration.ofSeconds(4));
        assertEquals(List.of("10.0.0.1:80"), dialled(addresses));
        assertEquals(1, asked.size());
        pass(Duration.ofSeconds(2));
        assertInstanceOf(Destination.Forbidden.class, addresses.current().result());
        assertEquals(2, asked.size());
    }

    @Test
    void anOldAnswerServesWhileTheNextIsSlowButNotForEver() {
        Addresses addresses = of("http://billing/");
        reply = found("10.0.0.1");
        addresses.current();
        Promise<List<InetAddress>> slow = Promise.promise();
        reply = slow.future();
        pass(Duration.ofSeconds(50));
        assertEquals(List.of("10.0.0.1:80"), dialled(addresses));
        assertEquals(List.of("10.0.0.1:80"), dialled(addresses));
        assertEquals(2, asked.size());
        pass(Duration.ofSeconds(11));
        Future<Destination> waiting = addresses.current();
        assertEquals(false, waiting.isComplete());
        slow.complete(found("10.0.0.2").result());
        assertEquals("10.0.0.2:80", reachable(waiting.result()).get(0).toString());
        assertEquals(2, asked.size());
    }

    @Test
    void aFailingLookupKeepsTheOldAnswerForAMinute() {
        Addresses addresses = of("http://billing/");
        reply = found("10.0.0.1");
        addresses.current();
        reply = Future.failedFuture("SERVFAIL");
        for (int seconds = 0; seconds < 54; seconds += 6) {
            pass(Duration.ofSeconds(6));
            assertEquals(List.of("10.0.0.1:80"), dialled(addresses));
        }
        pass(Duration.ofSeconds(7));
        assertInstanceOf(Destination.Unknown.class, addresses.current().result());
        reply = found("10.0.0.3");
        pass(Duration.ofSeconds(6));
        assertEquals(List.of("10.0.0.3:80"), dialled(addresses));
    }

    @Test
    void anUnknownNameIsAskedForAtMostEveryFiveSeconds() {
        Addresses addresses = of("http://billing/");
        for (int i = 0; i < 100; i++) {
            assertInstanceOf(Destination.Unknown.class, addresses.current().result());
        }
        assertEquals(1, asked.size());
        pass(Duration.ofSeconds(6));
        reply = found("10.0.0.1");
        assertEquals(List.of("10.0.0.1:80"), dialled(addresses));
    }

    @Test
    void whatIsOurOwnIsRefused() {
        Predicate<InetSocketAddress> own = socket -> socket.getPort() == 8080;
        Destination ours = of("http://localhost:8080/", own).current().result();
        assertEquals(new Destination.Forbidden("our own"), ours);
        assertEquals(List.of("127.0.0.1:8081", "0:0:0:0:0:0:0:1:8081"), dialled(of("http://localhost:8081/", own)));
    }

    @Test
    void atMostEightAddressesAreTried() {
        reply = found(
                Stream.iterate(1, i -> i + 1).limit(50).map(i -> "10.0.0." + i).toArray(String[]::new));
        assertEquals(8, dialled(of("http://billing/")).size());
    }

    private Addresses of(String url) {
        return of(url, socket -> false);
    }

    private Addresses of(String url, Predicate<InetSocketAddress> own) {
        NameLookup lookup = host -> {
            asked.add(host);
            return reply;
        };
        return new Addresses(TargetUrl.parse(url), EgressGuard.INTERNAL, own, lookup, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static List<String> dialled(Addresses addresses) {
        return reachable(addresses.current().result()).stream()
                .map(SocketAddress::toString)
                .toList();
    }

    private static List<SocketAddress> reachable(Destination destination) {
        return assertInstanceOf(Destination.Reachable.class, destination).addresses();
    }

    private static Future<List<InetAddress>> found(String... literals) {
        return Future.succeededFuture(
                Stream.of(literals).map(AddressesTest::address).toList());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
