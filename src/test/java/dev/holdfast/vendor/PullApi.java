package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A vendor's list as the vendor answers it, by its documentation and not by our page: remembers what changed. */
interface PullApi {
    ObjectMapper JSON = new ObjectMapper();

    /** The {@code n}th change at the vendor. */
    record Change(int n, Instant at) {
        long seconds() {
            return at.getEpochSecond();
        }

        /** As most vendors write a time. */
        String iso() {
            return at.toString();
        }
    }

    /** A request as it came over the wire, below the base URL. */
    record Asked(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {
        static Asked of(String method, URI uri, String prefix, Map<String, String> headers, byte[] body) {
            Map<String, String> query = new LinkedHashMap<>();
            try {
                if (uri.getRawQuery() != null) {
                    FormReader.read(uri.getRawQuery()).forEach((name, all) -> query.put(name, String.join("|", all)));
                }
                JsonNode json = body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
                return new Asked(method, uri.getRawPath().substring(prefix.length()), query, headers, json);
            } catch (NotUnderstood | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        int number(String name, int otherwise) {
            return query.containsKey(name) ? Integer.parseInt(query.get(name)) : otherwise;
        }

        Instant time(String name) {
            return Instant.parse(query.get(name));
        }

        /** A text of the body, by JSON Pointer. */
        String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    /** An answer. */
    record Told(int status, Map<String, String> headers, byte[] body) {
        static Told ok(Object body) {
            return of(200, body);
        }

        static Told of(int status, Object body) {
            try {
                return new Told(status, Map.of(), JSON.writeValueAsBytes(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Told json(int status, String body) {
            return new Told(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        Told with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Told(status, more, body);
        }
    }

    /** What the vendor answers. */
    Told answer(Asked asked, List<Change> changes);

    /** Those within a page, two a page, from an offset. */
    static List<Change> page(List<Change> all, int from) {
        return all.subList(Math.min(from, all.size()), Math.min(from + PAGE, all.size()));
    }

    /** Whether more follow. */
    static boolean more(List<Change> all, int from) {
        return from + PAGE < all.size();
    }

    /** Items a page, whatever was asked: a vendor may always give fewer. */
    int PAGE = 2;

    /** An object of names and values in turn; a null value is JSON's null. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
