package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Over every vendor's good request, changed in any way: the door decides, nothing of ours breaks, and what is changed is out. */
class DoorProperties {
    private record Guest(Vector vector, Door door) {
        @Override
        public String toString() {
            return vector.id();
        }
    }

    /** One for each alternative that has a vector, with what the vendor serves kept. */
    private static final List<Guest> GUESTS = VectorFile.vectors().stream()
            .map(Vector::new)
            .filter(Vector::isValid)
            .collect(Collectors.toMap(
                    vector -> vector.vendor() + " " + vector.scheme() + vector.alternatives(),
                    vector -> vector,
                    (one, other) -> one,
                    java.util.TreeMap::new))
            .values()
            .stream()
            .map(DoorProperties::guest)
            .toList();

    private static Guest guest(Vector vector) {
        Door door = vector.door();
        Outcome outcome = Vector.admitted(door, vector.request(), vector.now(), vector.served());
        assertFalse(outcome instanceof Outcome.Refused, vector.id());
        return new Guest(vector, door);
    }

    @Provide
    Arbitrary<Guest> guests() {
        return Arbitraries.of(GUESTS);
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(
                                "{", "}", "[", "]", "\"", ":", ",", "<", ">", "/", "&", "=", "%", "+", ";", " ", "\0",
                                "\ud800", "\u00e9", "-1", "1e9", "null", "<a>", "</a>", "<!--", "]]>", "v1=", "t=",
                                "sha256=", "Bearer ", "..")
                        .list()
                        .ofMaxSize(20)
                        .map(parts -> String.join("", parts)));
    }

    private static void isSound(Guest guest, Request request, Instant now) {
        Outcome outcome = guest.door().admit(request, now);
        assertNotEquals(
                new Outcome.Refused(Cause.VERIFIER_FAILED),
                outcome,
                guest.vector().id());
        if (outcome instanceof Outcome.Admitted admitted) {
            admitted.items()
                    .forEach(item -> assertFalse(
                            String.valueOf(item.quarantine()).startsWith("a fault of ours"), item::quarantine));
        }
        // What is explained is what is done, however odd the request.
        assertEquals(
                outcome.getClass(), guest.door().explain(request, now).outcome().getClass());
    }

    @Property(tries = 2000)
    void noHeaderBreaksADoor(
            @ForAll("guests") Guest guest, @ForAll("noise") String noise, @ForAll @IntRange(max = 20) int at) {
        Request good = guest.vector().request();
        List<String> headers = new ArrayList<>();
        int i = 0;
        for (Map.Entry<String, String> header : good.headers().entries()) {
            headers.add(header.getKey());
            headers.add(i++ == at % 8 ? noise : header.getValue());
        }
        if (at > 15) {
            headers.addAll(
                    headers.subList(0, Math.min(2, headers.size())).stream().toList());
        }
        isSound(
                guest,
                with(good, headers, good.query(), good.body()),
                guest.vector().now());
    }

    @Property(tries = 2000)
    void noBodyBreaksADoor(
            @ForAll("guests") Guest guest, @ForAll("noise") String noise, @ForAll @IntRange(max = 2000) int at) {
        Request good = guest.vector().request();
        String body = new String(good.body(), StandardCharsets.ISO_8859_1);
        int cut = body.isEmpty() ? 0 : at % body.length();
        byte[] changed = (body.substring(0, cut) + noise + body.substring(cut)).getBytes(StandardCharsets.UTF_8);
        isSound(
                guest,
                with(good, headers(good), good.query(), changed),
                guest.vector().now());
    }

    @Property(tries = 500)
    void noBytesBreakADoor(@ForAll("guests") Guest guest, @ForAll @Size(max = 200) byte[] body) {
        Request good = guest.vector().request();
        isSound(
                guest,
                with(good, headers(good), good.query(), body),
                guest.vector().now());
    }

    @Property(tries = 1000)
    void noQueryAndNoMethodBreakADoor(
            @ForAll("guests") Guest guest, @ForAll("noise") String noise, @ForAll("noise") String other) {
        Request good = guest.vector().request();
        for (String method : List.of("POST", "GET", "OPTIONS", noise)) {
            Request request = new Request(method, noise + "&" + other, good.headers(), good.body(), good.received());
            isSound(guest, request, guest.vector().now());
        }
    }

    /** Where the whole body is signed, a changed bit of it, or a time outside of the window, is refused. */
    @Property(tries = 1500)
    void oneBitOfTheBodyKeepsOut(
            @ForAll("guests") Guest guest,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(max = 7) int bit) {
        Vector vector = guest.vector();
        boolean covered = vector.proof().terms().weakness() == null;
        byte[] body = vector.request().body().clone();
        if (!covered || body.length == 0) {
            return;
        }
        body[at % body.length] ^= (byte) (1 << bit);
        Request changed = with(
                vector.request(), headers(vector.request()), vector.request().query(), body);
        Outcome outcome = guest.door().admit(changed, vector.now());
        // What is read before it is signed, as JSON or as a form, means the same with another blank or another sign for
        // it.
        boolean canonical = List.of("apideck", "twilio", "aws-sns").contains(vector.vendor());
        assertFalse(outcome instanceof Outcome.Admitted && !canonical, () -> vector.id() + " " + Arrays.toString(body));
    }

    @Property(tries = 1000)
    void theWindowHasTwoSides(
            @ForAll("guests") Guest guest, @ForAll @IntRange(min = -2_000_000, max = 2_000_000) int millis) {
        Vector vector = guest.vector();
        Signature.Stamp stamp = vector.stamp();
        if (stamp == null || !(guest.door().admit(vector.request(), vector.now()) instanceof Outcome.Admitted)) {
            return;
        }
        Instant now = vector.now().plusMillis(millis);
        Explanation explained = guest.door().explain(vector.request(), now);
        boolean out = explained.outcome() instanceof Outcome.Refused;
        if (Math.abs(millis) > 2 * stamp.tolerance().toMillis()) {
            assertEquals(new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE), explained.outcome(), vector.id());
        }
        assertEquals(
                out,
                explained.steps().stream().anyMatch(step -> step.result() == Explanation.Result.FAILED),
                vector.id());
    }

    private static List<String> headers(Request request) {
        List<String> headers = new ArrayList<>();
        request.headers().entries().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue());
        });
        return headers;
    }

    private static Request with(Request good, List<String> headers, String query, byte[] body) {
        return new Request(
                good.method(), query, Requests.headers(headers.toArray(String[]::new)), body, good.received());
    }
}
