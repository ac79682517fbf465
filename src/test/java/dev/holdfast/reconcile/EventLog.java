package dev.holdfast.reconcile;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Ask;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.ListPage;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Reading;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Terms;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a vendor with an event log: a window of whole seconds, newest first, a cursor. An answer's body is a line an
 * event, {@code id type second}, and a last line {@code more} or {@code end}.
 */
final class EventLog implements ListPage {
    private final String source;
    private final Kind kind;
    private final boolean details;

    /** @param details whether the list has no payloads; of states not even keys */
    EventLog(String source, Kind kind, boolean details) {
        this.source = source;
        this.kind = kind;
        this.details = details;
    }

    @Override
    public Terms terms() {
        return LogTerms.of(kind, Duration.ofDays(30), Duration.ZERO, Duration.ofSeconds(60), details);
    }

    @Override
    public String fingerprint() {
        return "event log";
    }

    @Override
    public Call call(Ask ask, Map<String, Secret> credentials) {
        String next = ask.next() == null ? "" : "&after=" + ask.next();
        String query = "from=" + ask.from().getEpochSecond() + "&to=" + ask.to().getEpochSecond() + next;
        return get("/events?" + query);
    }

    @Override
    public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
        return get("/events/" + text(sketch.element()).split(" ")[0]);
    }

    private static Call get(String path) {
        return new Call("GET", URI.create("http://vendor.test" + path), Map.of(), new byte[0], 1);
    }

    @Override
    public Reading read(Ask ask, Answer answer) {
        String[] lines = text(answer.body()).split("\n");
        String end = lines[lines.length - 1];
        if (answer.status() != 200 || !(end.equals("more") || end.equals("end"))) {
            return refusal(answer);
        }
        List<Listed> listed = new ArrayList<>();
        String last = null;
        for (int i = 0; i < lines.length - 1; i++) {
            listed.add(listed(lines[i]));
            last = lines[i].split(" ")[0];
        }
        return new Reading.Items(listed, listed.size(), end.equals("more") ? last : null, null, null, null, List.of());
    }

    @Override
    public Reading read(Listed.Sketch sketch, Answer answer) {
        return answer.status() == 200
                ? new Reading.Items(List.of(found(text(answer.body()))), 1, null, null, null, null, List.of())
                : refusal(answer);
    }

    private static Reading refusal(Answer answer) {
        String after = answer.header("Retry-After");
        return switch (answer.status()) {
            case 401 -> new Reading.Refused(List.of());
            case 410 -> new Reading.Forgotten(List.of());
            case 429 ->
                new Reading.Later(
                        after == null ? null : Duration.ofMillis(Long.parseLong(after)), Step.Why.THROTTLED, List.of());
            default -> new Reading.Later(null, Step.Why.FAILED, List.of());
        };
    }

    private Listed listed(String line) {
        return details
                ? new Listed.Sketch(
                        kind == Kind.STATE ? List.of() : keys(line), at(line), line.getBytes(StandardCharsets.UTF_8), 0)
                : found(line);
    }

    private Listed.Found found(String line) {
        String[] words = line.split(" ");
        byte[] payload = line.getBytes(StandardCharsets.UTF_8);
        Item item = new Item(words[1], words[0], keys(line), null, null, at(line), "text/plain", payload, null);
        return new Listed.Found(item, kind != Kind.EXACT, at(line));
    }

    private static Instant at(String line) {
        return Instant.ofEpochSecond(Long.parseLong(line.split(" ")[2]));
    }

    private List<EventKey> keys(String line) {
        return List.of(key(source, kind, line.split(" ")[0], at(line), true));
    }

    /** What an event of this vendor is known by, on both roads. */
    static EventKey key(String source, Kind kind, String id, @Nullable Instant at, boolean decides) {
        EventKey.Kind of = kind == Kind.STATE ? EventKey.Kind.STATE : EventKey.Kind.DELIVERY;
        return EventKey.of(of, source, at, List.of(id), decides);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
