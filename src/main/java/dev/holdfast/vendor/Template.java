package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Text with {@code {value}} or {@code {value|filter}} in it; a value alone is a template too. Compiled once; what is
 * left for a request is a loop. One value that is absent makes the whole text absent.
 */
record Template(List<Part> parts) {
    /** Characters; an id or a time in a header is shorter, and what is longer has no business being signed text. */
    private static final int LONGEST_SIGNED_HEADER = 128;

    Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    sealed interface Part {}

    /** Text that stands in the page. */
    record Literal(String text, byte[] utf8) implements Part {}

    /** A value, with what is done to it. */
    record Slot(Value value, @Nullable Filter filter) implements Part {
        byte @Nullable [] bytes(Sight sight) {
            byte[] found;
            if (value.path().steps().isEmpty() && value.inside() == null && value.place() == Place.BODY) {
                found = sight.bytes(Place.BODY);
            } else if (value.place() == Place.SECRET) {
                found = sight.bytes(Place.SECRET);
            } else if (filter == Filter.SORTED_PAIRS) {
                found = new byte[0];
            } else {
                String text = value.text(sight);
                boolean itself =
                        value.place() == Place.ITEM && value.path().steps().isEmpty();
                found = text != null ? Scope.utf8(text) : itself ? sight.bytes(Place.ITEM) : null;
            }
            return found == null || filter == null ? found : filter.apply(found, sight);
        }

        @Nullable
        String text(Sight sight) {
            if (filter == null) {
                return value.text(sight);
            }
            byte[] bytes = bytes(sight);
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static Template parse(String text) throws Fault {
        return TemplateParser.parse(text);
    }

    /** A text that is only itself. */
    static Template literal(String text) {
        return new Template(List.of(new Literal(text, Scope.utf8(text))));
    }

    /** The text; null when a value of it is absent. */
    @Nullable
    String text(Sight sight) {
        if (parts.size() == 1 && parts.get(0) instanceof Slot) {
            return ((Slot) parts.get(0)).text(sight);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String more = part instanceof Literal literal ? literal.text() : ((Slot) part).text(sight);
            if (more == null) {
                return null;
            }
            text.append(more);
        }
        return text.toString();
    }

    /** Whether it is a parameter and nothing else. */
    boolean isParam() {
        return parts.size() == 1
                && parts.get(0) instanceof Slot slot
                && slot.filter() == null
                && slot.value().place() == Place.PARAM;
    }

    /** The text, or each value of the list parameter that is all of it; empty when it is absent. */
    List<String> texts(Sight sight) {
        if (isParam()) {
            return sight.params(((Slot) parts.get(0)).value().name());
        }
        String text = text(sight);
        return text == null ? List.of() : List.of(text);
    }

    /**
     * The bytes that are signed, in pieces, the body uncopied; null when a value of them is absent.
     *
     * <p>A header that could hold the text that follows it is refused: {@code id="a.1"} before a dot would sign the same
     * bytes as {@code id="a"} with another time.
     */
    @Nullable
    List<byte[]> pieces(Sight sight) {
        List<byte[]> pieces = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            byte[] piece = piece(i, sight);
            if (piece == null) {
                return null;
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private byte @Nullable [] piece(int i, Sight sight) {
        Part part = parts.get(i);
        if (part instanceof Literal literal) {
            return literal.utf8();
        }
        Slot slot = (Slot) part;
        byte[] bytes = slot.bytes(sight);
        if (bytes != null && slot.value().place() == Place.HEADER) {
            char stop = i + 1 < parts.size() && parts.get(i + 1) instanceof Literal
                    ? ((Literal) parts.get(i + 1)).text().charAt(0)
                    : ' ';
            return isPlain(bytes, stop) ? bytes : null;
        }
        return bytes;
    }

    private static boolean isPlain(byte[] bytes, char stop) {
        for (byte b : bytes) {
            if (b <= ' ' || b == 0x7f || b == stop) {
                return false;
            }
        }
        return bytes.length <= LONGEST_SIGNED_HEADER;
    }

    void values(Consumer<Slot> each) {
        parts.stream().filter(Slot.class::isInstance).map(Slot.class::cast).forEach(each);
    }

    boolean holds(Place place, @Nullable Filter filter) {
        return parts.stream()
                .anyMatch(
                        part -> part instanceof Slot slot && slot.value().place() == place && slot.filter() == filter);
    }

    /** Whether it has the raw body in it, byte for byte or as a filter leaves it. */
    boolean holdsBody(@Nullable Filter... filters) {
        return parts.stream()
                .anyMatch(part -> part instanceof Slot slot
                        && slot.value().place() == Place.BODY
                        && slot.value().path().steps().isEmpty()
                        && Arrays.asList(filters).contains(slot.filter()));
    }
}
