package dev.holdfast.vendor;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the page's notation of a value: {@code place:path}, {@code #inside}, {@code ~} at the end. */
final class ValueParser {
    static final String PLACES = "header:Name, query:name, form:name, body, body:/path, item, item:/path, up:/path, "
            + "xml:/path, param:name, text:word, timestamp, received";

    private static final Set<String> ALONE = Set.of(
            "body",
            "item",
            "timestamp",
            "received",
            "url",
            "method",
            "secret",
            "page",
            "last",
            "detail",
            "status",
            "each",
            "from",
            "to",
            "next",
            "position",
            "branch");

    /** Words that hold something one may look into. */
    private static final Set<String> HOLDING = Set.of("body", "item", "page", "last", "detail", "each");

    private ValueParser() {}

    static Value parse(String text) throws Fault {
        if (text.startsWith("text:")) {
            if (text.length() == 5) {
                throw new Fault("'text:' says nothing", "text:word");
            }
            return new Value(Place.TEXT, text.substring(5), Pointer.SELF, null, false);
        }
        boolean optional = text.endsWith("~");
        String whole = optional ? text.substring(0, text.length() - 1) : text;
        int hash = whole.indexOf('#');
        Inside inside = hash < 0 ? null : Inside.parse(whole.substring(hash + 1));
        String bare = hash < 0 ? whole : whole.substring(0, hash);
        int colon = bare.indexOf(':');
        if (colon < 0) {
            return alone(text, bare, inside, optional);
        }
        Place place = place(bare.substring(0, colon), text);
        String rest = bare.substring(colon + 1);
        return switch (place) {
            case BODY, ITEM, UP, XML, CLAIM, PAGE, LAST, DETAIL -> {
                if (!rest.startsWith("/")) {
                    throw new Fault("'" + text + "' has no path", Words.of(place) + ":/a/b");
                }
                yield new Value(place, "", Pointer.parse(rest), inside, optional);
            }
            case HEADER, QUERY, FORM, PARAM, LINK, EACH, CREDENTIAL -> named(place, rest, text, inside, optional);
            case TEXT, TIMESTAMP, RECEIVED, URL, METHOD, SECRET, STATUS, FROM, TO, NEXT, POSITION, BRANCH ->
                throw new Fault("'" + text + "' is no place", "places are " + PLACES);
        };
    }

    private static Value named(Place place, String name, String text, @Nullable Inside inside, boolean optional)
            throws Fault {
        boolean good = place == Place.HEADER
                ? name.matches("[A-Za-z0-9-]+\\*?|\\$[a-z][a-z0-9-]*")
                : place == Place.QUERY || place == Place.FORM
                        ? name.matches("[^{}|#?~\\s]+")
                        : name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
        if (!good) {
            throw new Fault("'" + text + "' has no plain name", PLACES);
        }
        return new Value(place, name, Pointer.SELF, inside, optional);
    }

    private static Value alone(String text, String word, @Nullable Inside inside, boolean optional) throws Fault {
        boolean holds = HOLDING.contains(word);
        if (!ALONE.contains(word) || (!holds && (inside != null || optional))) {
            throw new Fault("'" + text + "' is no place", "places are " + PLACES);
        }
        return new Value(place(word, text), "", Pointer.SELF, inside, optional);
    }

    private static Place place(String word, String text) throws Fault {
        for (Place place : Place.values()) {
            if (Words.of(place).equals(word)) {
                return place;
            }
        }
        throw new Fault("'" + text + "' is no place", "places are " + PLACES);
    }
}
