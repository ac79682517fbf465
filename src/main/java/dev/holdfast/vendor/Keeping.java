package dev.holdfast.vendor;

import dev.holdfast.event.RawDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a request whose items are not all of it.
 *
 * <p>A page that is mended one day may look at a header that today's does not, so nearly all are kept: Content-Type
 * first, then those that the page reads, then the others as they came, {@value #MOST_CHARACTERS} characters together.
 * Never kept, of headers and of the query: what any of the page's signatures or tokens is read from (with a shared token
 * it is the secret itself), credentials of HTTP, and whatever else is called a secret.
 */
final class Keeping {
    static final int MOST_CHARACTERS = 8 * 1024;

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");
    private static final List<String> SECRETIVE = List.of(
            "authoriz", "cookie", "credential", "password", "secret", "signature", "token", "api-key", "apikey");

    private final Named headers;
    private final Named queries;

    Keeping(Page page, Settings settings) {
        this.headers = Named.of(Place.HEADER, page, settings);
        this.queries = Named.of(Place.QUERY, page, settings);
    }

    RawDelivery kept(Request request) {
        return new RawDelivery(
                request.received(),
                request.method(),
                query(request.query()),
                headers(request.headers()),
                request.body());
    }

    private List<Map.Entry<String, String>> headers(Headers sent) {
        List<Map.Entry<String, String>> kept = new ArrayList<>();
        int room = MOST_CHARACTERS;
        for (int turn = 0; turn < 3; turn++) {
            for (Map.Entry<String, String> header : sent.entries()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                int length = name.length() + header.getValue().length() + 3;
                if (turn(name) == turn && length <= room && headers.mayBeKept(name)) {
                    kept.add(Map.entry(header.getKey(), clean(header.getValue())));
                    room -= length;
                }
            }
        }
        return kept;
    }

    private int turn(String name) {
        return name.equals("content-type") ? 0 : headers.isRead(name) ? 1 : 2;
    }

    private @Nullable String query(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        List<String> kept = new ArrayList<>();
        for (String pair : sent.split("&", -1)) {
            if (queries.mayBeKept(fieldName(pair))) {
                kept.add(clean(pair));
            }
        }
        return String.join("&", kept);
    }

    /** The field's name; one that cannot be decoded is called by a name that is not kept. */
    private static String fieldName(String pair) {
        try {
            return FormReader.read(pair).keySet().stream()
                    .findFirst()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .orElse("");
        } catch (NotUnderstood e) {
            return SECRETIVE.get(0);
        }
    }

    /** What PostgreSQL's text and a line of text cannot hold becomes a blank. */
    private static String clean(String text) {
        return text.replace('\0', ' ').replace('\n', ' ');
    }

    /**
     * Names at one place of a request, in lower case.
     *
     * @param read by the page, to know what an event is
     * @param proofs where signatures and tokens stand; one that ends in {@code *} stands for all that begin so
     */
    private record Named(Set<String> read, Set<String> proofs) {
        static Named of(Place place, Page page, Settings settings) {
            return new Named(
                    names(place, PageUse.events(page), settings), names(place, PageUse.proofs(page), settings));
        }

        private static Set<String> names(Place place, List<Value> values, Settings settings) {
            return values.stream()
                    .filter(value -> value.place() == place)
                    .map(value -> settings.header(value.name()).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        boolean isRead(String name) {
            return read.contains(name);
        }

        boolean mayBeKept(String name) {
            return !CREDENTIALS.contains(name)
                    && !isProof(name)
                    && (isRead(name) || SECRETIVE.stream().noneMatch(name::contains));
        }

        private boolean isProof(String name) {
            return proofs.stream()
                    .anyMatch(proof -> proof.endsWith("*")
                            ? name.startsWith(proof.substring(0, proof.length() - 1))
                            : name.equals(proof));
        }
    }
}
