package dev.holdfast.vendor.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk's state as JSON. What is nothing or zero is left out: most states are short. */
final class StateJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Of the form; a state of another is no state. */
    private static final int VERSION = 1;

    private StateJson() {}

    static String write(WalkState state) {
        return json(state).toString();
    }

    private static ObjectNode json(WalkState state) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("list", state.list());
        json.put("of", state.fingerprint());
        json.set("whole", span(state.whole()));
        number(json, "round", state.round());
        ArrayNode todo = json.putArray("todo");
        state.todo().forEach(span -> todo.add(span(span)));
        text(json, "next", state.next());
        text(json, "position", state.position());
        text(json, "began", state.began());
        Tally tally = state.tally();
        number(json, "pages", tally.pages());
        number(json, "empty", tally.empty());
        number(json, "attempts", tally.attempts());
        number(json, "refusals", tally.refusals());
        number(json, "restarts", tally.restarts());
        text(json, "safe", state.safe() == null ? null : state.safe().toString());
        text(json, "reached", state.reached() == null ? null : state.reached().toString());
        trail(json, state.trail());
        text(json, "bound", state.bound() == null ? null : state.bound().toString());
        Fork fork = state.fork();
        if (fork != null) {
            json.set("fork", fork(fork));
        }
        return json;
    }

    private static ObjectNode fork(Fork fork) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode branches = json.putArray("branches");
        fork.branches().forEach(branches::add);
        text(json, "next", fork.next());
        trail(json, fork.trail());
        json.set("then", json(fork.then()));
        return json;
    }

    private static void trail(ObjectNode json, Trail trail) {
        if (!trail.equals(Trail.NONE)) {
            json.putArray("trail")
                    .add(trail.cursor())
                    .add(trail.page())
                    .add(trail.since())
                    .add(trail.lap());
        }
    }

    static WalkState read(String text) {
        try {
            return state(JSON.readTree(text));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("no state of a walk", e);
        }
    }

    private static WalkState state(JsonNode json) {
        if (json.path("v").asInt() != VERSION) {
            throw new IllegalArgumentException("no state of a walk, or of another version");
        }
        List<Span> todo = new ArrayList<>();
        json.path("todo").forEach(span -> todo.add(span(span)));
        return new WalkState(
                json.path("list").asText(),
                json.path("of").asText(),
                span(json.path("whole")),
                text(json, "began"),
                json.path("round").asInt(),
                todo,
                text(json, "next"),
                text(json, "position"),
                new Tally(
                        json.path("pages").asInt(),
                        json.path("empty").asInt(),
                        json.path("attempts").asInt(),
                        json.path("refusals").asInt(),
                        json.path("restarts").asInt()),
                instant(json, "safe"),
                instant(json, "reached"),
                trail(json),
                instant(json, "bound"),
                json.has("fork") ? fork(json.get("fork")) : null);
    }

    private static Fork fork(JsonNode json) {
        List<String> branches = new ArrayList<>();
        json.path("branches").forEach(branch -> branches.add(branch.asText()));
        return new Fork(branches, text(json, "next"), trail(json), state(json.path("then")));
    }

    private static Trail trail(JsonNode json) {
        JsonNode trail = json.path("trail");
        return trail.isMissingNode()
                ? Trail.NONE
                : new Trail(
                        trail.path(0).asText(),
                        trail.path(1).asText(),
                        trail.path(2).asInt(),
                        trail.path(3).asInt());
    }

    private static ArrayNode span(Span span) {
        return JSON.createArrayNode().add(span.from().toString()).add(span.to().toString());
    }

    private static Span span(JsonNode json) {
        return new Span(
                Instant.parse(json.path(0).asText()), Instant.parse(json.path(1).asText()));
    }

    private static void number(ObjectNode json, String key, int value) {
        if (value != 0) {
            json.put(key, value);
        }
    }

    private static void text(ObjectNode json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static @Nullable String text(JsonNode json, String key) {
        return json.hasNonNull(key) ? json.get(key).asText() : null;
    }

    private static @Nullable Instant instant(JsonNode json, String key) {
        String text = text(json, key);
        return text == null ? null : Instant.parse(text);
    }
}
