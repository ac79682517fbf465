package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Span;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Walk;
import dev.holdfast.vendor.pull.WalkState;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A list of a page that a test writes, asked and answered without a wire. */
final class SmallPull {
    static final Instant T0 = Instant.parse("2026-11-20T06:00:00Z");
    static final Span HOUR = new Span(T0, T0.plusSeconds(3_600));

    static final String EVENT = "event: { id: body:/id, type: body:/type }\n";
    static final String REQUEST = "request: GET /v1/things";
    static final String SCAN = "scan: { by: { at: item:/at, format: iso } }";
    static final String ITEMS = "items: page:/data";
    static final String DELIVERY = "delivery: { body: item }";

    private final Walk walk;

    private SmallPull(Walk walk) {
        this.walk = walk;
    }

    /** A page with a push side and one list, a line of the list each. */
    static String page(String push, String pull, String... list) {
        return "title: Small\nsignature: { scheme: equals, value: header:X-Key, weakness: a token only }\n" + push
                + "pull:\n  base-url: https://api.example.com\n  auth: { scheme: none }\n" + pull
                + "  lists:\n    things:\n      " + String.join("\n      ", list) + "\n";
    }

    static SmallPull of(String page, URI base, Map<String, Object> params, String... credentials) {
        PullSource source = new PullSource("src", params, base, Set.of(), Set.of(credentials));
        Contract contract = Pull.open(Vendor.read("small", "small.yaml", page), source);
        return new SmallPull(contract.walk("things"));
    }

    static SmallPull of(String... list) {
        return of(page(EVENT, "", list), null, Map.of());
    }

    Walk walk() {
        return walk;
    }

    WalkState begin() {
        return walk.begin(HOUR);
    }

    Call call() {
        return walk.next(begin(), Map.of());
    }

    static Answer answer(int status, String body, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answer(status, all, Scope.utf8(body.replace('\'', '"')), T0);
    }

    /** What the first answer means; apostrophes stand for quotes. */
    Step read(int status, String body, String... headers) {
        return walk.read(begin(), answer(status, body, headers));
    }

    Step.Listing listing(String body, String... headers) {
        return assertInstanceOf(Step.Listing.class, read(200, body, headers));
    }

    /** The one thing that the answer tells. */
    Listed one(String body) {
        List<Listed> items = listing(body).items();
        assertEquals(1, items.size());
        return items.get(0);
    }

    Listed.Found found(String body) {
        return assertInstanceOf(Listed.Found.class, one(body));
    }

    static Map<String, Secret> secrets(String name, String value) {
        return Map.of(name, Secret.of(value));
    }
}
