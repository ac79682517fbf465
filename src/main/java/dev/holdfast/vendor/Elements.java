package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of an answer are.
 *
 * @param paths as the page writes them, with {@code {each}} in them
 * @param row what the list is read for
 */
record Elements(List<String> paths, Map<String, String> row) {

    /** The elements, in their order; null when they are not where the page says. */
    @Nullable
    List<AnswerSight.Element> of(AnswerSight sight) {
        List<AnswerSight.Element> elements = new ArrayList<>();
        byte[] body = sight.answer().body();
        for (String text : paths) {
            Value value = path(text);
            boolean[] lost = {false};
            value.path().walk(Objects.requireNonNull(sight.json()), new Pointer.Walk() {
                @Override
                public void found(Node node) {
                    boolean isNull = !node.isArray()
                            && node.text() == null
                            && node.step("*").isEmpty();
                    lost[0] |= !node.isArray() && !(isNull && value.mayBeAbsent());
                    if (node.isArray()) {
                        node.step("*").forEach(one -> elements.add(new AnswerSight.Element(body, one)));
                    }
                }

                @Override
                public void brokenOff(Node last) {
                    lost[0] |= !value.mayBeAbsent();
                }
            });
            if (lost[0]) {
                return null;
            }
        }
        return elements;
    }

    private Value path(String text) {
        try {
            return PullList.elements(text, row);
        } catch (Fault fault) {
            throw new IllegalStateException("a row that fits no path", fault);
        }
    }
}
