package dev.holdfast.receive;

import dev.holdfast.vendor.Headers;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;

/** A request's headers as the vendors' pages read them. */
record RequestHeaders(MultiMap sent) implements Headers {
    @Override
    public List<String> all(String name) {
        return sent.getAll(name);
    }

    @Override
    public Iterable<Map.Entry<String, String>> entries() {
        return sent;
    }
}
