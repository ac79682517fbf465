package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request as a page's values see it, and the item of it that is being looked at. */
final class Scope {
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

    /** The header that was sent exactly once, else null: one sent twice says nothing. */
    @Nullable
    String header(String name) {
        List<String> all = request.headers().all(name);
        return all.size() == 1 ? all.get(0) : null;
    }

    Map<String, List<String>> query() throws NotUnderstood {
        if (query == null) {
            query = FormReader.read(Objects.requireNonNullElse(request.query(), ""));
        }
        return query;
    }

    /** The item's bytes, or the whole body. */
    byte[] itemBytes() {
        return item == null ? body.bytes() : Arrays.copyOfRange(body.bytes(), item.start(), item.end());
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
