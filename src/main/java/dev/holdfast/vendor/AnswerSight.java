package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a vendor answered to a pull, and the item of it that is being looked at. */
final class AnswerSight implements Sight {
    private final Map<String, List<String>> params;
    private final Map<String, String> row;
    private final Answer answer;
    private final @Nullable Json json;
    private final @Nullable Element item;
    private final @Nullable Element last;
    private final boolean isDetail;

    /**
     * One element of a list.
     *
     * @param bytes that it stands in
     */
    record Element(byte[] bytes, Node node) {
        byte[] slice() {
            return Arrays.copyOfRange(bytes, node.start(), node.end());
        }
    }

    private AnswerSight(
            Map<String, List<String>> params,
            Map<String, String> row,
            Answer answer,
            @Nullable Json json,
            @Nullable Element item,
            @Nullable Element last,
            boolean isDetail) {
        this.params = params;
        this.row = row;
        this.answer = answer;
        this.json = json;
        this.item = item;
        this.last = last;
        this.isDetail = isDetail;
    }

    /** A page of a list. */
    static AnswerSight page(Map<String, List<String>> params, Map<String, String> row, Answer answer) {
        return new AnswerSight(params, row, answer, json(answer), null, null, false);
    }

    /** What was answered about one element of a list. */
    static AnswerSight detail(
            Map<String, List<String>> params, Map<String, String> row, Answer answer, byte[] element) {
        Json node = json(element);
        Element item = node == null ? null : new Element(element, node);
        return new AnswerSight(params, row, answer, json(answer), item, null, true);
    }

    AnswerSight at(Element item) {
        return new AnswerSight(params, row, answer, json, item, last, isDetail);
    }

    AnswerSight withLast(Element last) {
        return new AnswerSight(params, row, answer, json, item, last, isDetail);
    }

    private static @Nullable Json json(Answer answer) {
        return json(answer.body());
    }

    private static @Nullable Json json(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (NotUnderstood e) {
            return null;
        }
    }

    Answer answer() {
        return answer;
    }

    /** The answer as JSON; null when it is none, or is cut off. */
    @Nullable
    Json json() {
        return json;
    }

    /** The element at hand. */
    Element item() {
        return Objects.requireNonNull(item, "no element at hand");
    }

    /** The bytes that a value leads to: of a text what it says, of anything else as it stands; null for nothing. */
    byte @Nullable [] slice(Value value) {
        Node node = value.inside() == null ? value.node(this) : null;
        String text = value.text(this);
        if (text != null) {
            return Scope.utf8(text);
        }
        byte[] from = value.place() == Place.ITEM && item != null ? item.bytes() : answer.body();
        boolean holds = node != null && (node.isArray() || !node.step("*").isEmpty());
        return holds && node != null ? Arrays.copyOfRange(from, node.start(), node.end()) : null;
    }

    @Override
    public @Nullable String text(Place place, String name) {
        return switch (place) {
            case HEADER -> answer.header(name);
            case STATUS -> Integer.toString(answer.status());
            case EACH -> row.get(name);
            case LINK -> Links.find(this, name);
            default -> null;
        };
    }

    @Override
    public @Nullable Node root(Place place) {
        return switch (place) {
            case PAGE -> json;
            case DETAIL -> isDetail ? json : null;
            case ITEM -> item == null ? null : item.node();
            case LAST -> last == null ? null : last.node();
            default -> null;
        };
    }

    @Override
    public byte @Nullable [] bytes(Place place) {
        return place == Place.ITEM && item != null ? item.slice() : null;
    }

    @Override
    public List<String> params(String name) {
        return params.getOrDefault(name, List.of());
    }

    @Override
    public Map<String, List<String>> form() throws NotUnderstood {
        throw new NotUnderstood("no form");
    }
}
