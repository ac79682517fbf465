package dev.holdfast.vendor;

import java.util.stream.Collectors;

/** Parts of a page written as the page writes them. */
final class PageWords {
    private PageWords() {}

    static String code(String text) {
        return "`" + text + "`";
    }

    static String key(Key key) {
        return key.parts().stream().map(PageWords::text).collect(Collectors.joining(" + "));
    }

    static String text(Text text) {
        return text.options().stream().map(PageWords::template).collect(Collectors.joining(" or "));
    }

    static String version(Shape.Version version) {
        Moment moment = version.moment();
        if (moment != null) {
            return text(moment.at()) + " (" + Words.of(moment.precision()) + ")";
        }
        return version.text() == null ? "–" : text(version.text());
    }

    static String template(Template template) {
        return code(Notation.of(template));
    }

    static String value(Value value) {
        return Notation.of(value);
    }

    static String path(Place place, Pointer pointer) {
        return Notation.of(place, pointer);
    }
}
