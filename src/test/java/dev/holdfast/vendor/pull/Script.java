package dev.holdfast.vendor.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list whose answers are written down beforehand, and which notes what it was asked. */
final class Script implements ListPage {
    static final Instant T0 = Instant.parse("2026-11-20T06:00:00Z");
    static final Span HOUR = new Span(T0, T0.plusSeconds(3_600));
    static final byte[] DETAIL = "detail".getBytes(StandardCharsets.UTF_8);
    static final Answer ANSWER = new Answer(200, Map.of(), new byte[0], T0);

    private final Terms terms;
    private final Deque<Reading> answers = new ArrayDeque<>();
    final List<Ask> asked = new ArrayList<>();

    Script(Terms terms, Reading... answers) {
        this.terms = terms;
        this.answers.addAll(List.of(answers));
    }

    static Terms terms(Terms.Order order, Terms.Paging paging) {
        return terms(order, paging, Duration.ofSeconds(1), Terms.Edge.INCLUSIVE, Terms.Edge.EXCLUSIVE);
    }

    static Terms terms(Terms.Order order, Terms.Paging paging, Duration unit, Terms.Edge from, Terms.Edge to) {
        return new Terms(
                "list",
                Kind.EXACT,
                Terms.Style.WINDOW,
                order,
                paging,
                1,
                List.of("*"),
                null,
                Duration.ZERO,
                Duration.ZERO,
                null,
                unit,
                from,
                to,
                0,
                false,
                false,
                true);
    }

    /** Items at these seconds after the start. */
    static Reading.Items items(@Nullable String next, int... seconds) {
        List<Listed> listed = new ArrayList<>();
        for (int second : seconds) {
            listed.add(found(T0.plusSeconds(second)));
        }
        return new Reading.Items(listed, listed.size(), next, null, null, null, List.of());
    }

    static Listed.Found found(@Nullable Instant at) {
        EventKey key = EventKey.of(EventKey.Kind.DELIVERY, "s", null, List.of(String.valueOf(at)), true);
        return new Listed.Found(new Item("t", null, List.of(key), null, null, at, null, new byte[0], null), false, at);
    }

    /** Where a walk goes on after items. */
    static WalkState listed(Step step) {
        WalkState next =
                assertInstanceOf(Step.Listing.class, step, step::toString).next();
        assertEquals(next, WalkState.parse(next.toJson()), "a state is what was kept of it");
        return next;
    }

    static Terms with(Terms terms, int rounds, Duration step, int cap, boolean moving) {
        return new Terms(
                terms.list(),
                terms.kind(),
                terms.style(),
                terms.order(),
                terms.paging(),
                rounds,
                terms.types(),
                terms.lookback(),
                terms.lag(),
                terms.overlap(),
                step,
                terms.unit(),
                terms.from(),
                terms.to(),
                cap,
                moving,
                terms.details(),
                terms.timed());
    }

    Step step(WalkState state) {
        Walk walk = new Walk(this);
        var unused = walk.next(state, Map.of());
        return walk.read(state, ANSWER);
    }

    WalkState begin(Span span) {
        return new Walk(this).begin(span);
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public String fingerprint() {
        return "script";
    }

    @Override
    public Call call(Ask ask, Map<String, Secret> credentials) {
        asked.add(ask);
        return new Call("GET", URI.create("https://a.example/"), Map.of(), new byte[0], 1);
    }

    @Override
    public Reading read(Ask ask, Answer answer) {
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    @Override
    public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
        return new Call("GET", URI.create("https://a.example/" + text(sketch)), Map.of(), new byte[0], 1);
    }

    @Override
    public Reading read(Listed.Sketch sketch, Answer answer) {
        return answers.element();
    }

    private static String text(Listed.Sketch sketch) {
        return new String(sketch.element(), StandardCharsets.UTF_8);
    }
}
