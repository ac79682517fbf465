package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request as a page's values see it, and the item of it that is being looked at. */
final class Scope implements Sight {
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String ONE_OF_IT = "application/cloudevents+json";

    private final Request request;
    private final Body body;
    private final Settings settings;
    private final @Nullable Node item;
    private final @Nullable Signed signed;

    private @Nullable Map<String, List<String>> query;

    /** What the signature proved: the time that it covers, and the key that made it, for answers that need it again. */
    record Signed(@Nullable String timestamp, @Nullable Instant time, byte[] key) {}

    Scope(Request request, Settings settings) {
        this(request, new Body(request), settings, null, null);
    }

    private Scope(Request request, Body body, Settings settings, @Nullable Node item, @Nullable Signed signed) {
        this.request = request;
        this.body = body;
        this.settings = settings;
        this.item = item;
        this.signed = signed;
    }

    Scope at(Node item) {
        return new Scope(request, body, settings, item, signed);
    }

    Scope with(@Nullable Signed signed) {
        return new Scope(request, body, settings, item, signed);
    }

    Request request() {
        return request;
    }

    Body body() {
        return body;
    }

    Settings settings() {
        return settings;
    }

    /** The split item, or null: then the whole body is the item. */
    @Nullable
    Node item() {
        return item;
    }

    @Nullable
    Signed signed() {
        return signed;
    }

    @Override
    public @Nullable String text(Place place, String name) {
        return switch (place) {
            case HEADER -> header(name);
            case QUERY -> single(name, true);
            case FORM -> single(name, false);
            case TIMESTAMP -> signed == null ? null : signed.timestamp();
            case RECEIVED -> request.received().toString();
            case URL -> url();
            case METHOD -> request.method();
            default -> null;
        };
    }

    @Override
    public @Nullable Node root(Place place) {
        try {
            return switch (place) {
                case BODY -> body.json();
                case XML -> body.xml();
                case ITEM -> item == null ? body.json() : item;
                case UP -> item == null ? body.json() : item.parent();
                default -> null;
            };
        } catch (NotUnderstood e) {
            return null;
        }
    }

    @Override
    public byte @Nullable [] bytes(Place place) {
        return switch (place) {
            case BODY -> body.bytes();
            case ITEM -> itemBytes();
            // An empty secret would be one that everybody has.
            case SECRET -> signed == null || signed.key().length == 0 ? null : signed.key();
            default -> null;
        };
    }

    @Override
    public List<String> params(String name) {
        return settings.params().getOrDefault(name, List.of());
    }

    @Override
    public Map<String, List<String>> form() throws NotUnderstood {
        return body.form();
    }

    private @Nullable String single(String name, boolean inQuery) {
        try {
            List<String> values = (inQuery ? query() : body.form()).getOrDefault(name, List.of());
            return values.size() == 1 ? values.get(0) : null;
        } catch (NotUnderstood e) {
            return null;
        }
    }

    /** The header that was sent exactly once, else null: one sent twice says nothing. */
    @Nullable
    String header(String name) {
        List<String> all = headers(name);
        return all.size() == 1 ? all.get(0) : null;
    }

    /** Every value of a header, which the source may name. */
    List<String> headers(String name) {
        return request.headers().all(settings.header(name));
    }

    Map<String, List<String>> query() throws NotUnderstood {
        if (query == null) {
            query = FormReader.read(Objects.requireNonNullElse(request.query(), ""));
        }
        return query;
    }

    /** The item's bytes, or the whole body. */
    byte[] itemBytes() {
        return item == null ? body.bytes() : item.alone(body.bytes());
    }

    /** The media type of these bytes, as sent; what is cut out of a batch of CloudEvents is one CloudEvent. */
    @Nullable
    String itemType() {
        String type = body.contentType();
        return item != null && type != null && type.regionMatches(true, 0, BATCH, 0, BATCH.length())
                ? ONE_OF_IT + type.substring(BATCH.length())
                : type;
    }

    /** The URL that the vendor was given, with the request's query; the Host header has no say. */
    @Nullable
    String url() {
        String base = settings.publicUrl();
        return base == null || request.query() == null ? base : base + "?" + request.query();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
