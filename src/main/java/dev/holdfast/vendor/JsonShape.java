package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON body with templates in it. What has no value yet is left out, and so is what then holds nothing. */
sealed interface JsonShape {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The body; null when nothing of it has a value. */
    @Nullable
    JsonNode of(Sight sight);

    static JsonShape read(PageNode node) {
        if (node.isMap()) {
            Map<String, JsonShape> fields = new LinkedHashMap<>();
            node.fields().all().forEach((name, field) -> fields.put(name, read(field)));
            return new Fields(fields);
        }
        if (node.isList()) {
            return new Elements(node.elements().stream().map(JsonShape::read).toList());
        }
        return node.text().indexOf('{') < 0 && node.text().indexOf('}') < 0
                ? new Constant(PageJson.of(node.yaml()))
                : new Filled(node.read(Use.ASKED_INSIDE::template, Template.literal("")));
    }

    /** What is always the same. */
    record Constant(JsonNode value) implements JsonShape {
        @Override
        public JsonNode of(Sight sight) {
            return value;
        }
    }

    /** A text, or with the filter {@code number} a number. */
    record Filled(Template template) implements JsonShape {
        @Override
        public @Nullable JsonNode of(Sight sight) {
            String text = template.text(sight);
            if (text == null) {
                return null;
            }
            boolean number = template.parts().size() == 1
                    && template.parts().get(0) instanceof Template.Slot slot
                    && slot.filter() == Filter.NUMBER;
            return number ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
        }
    }

    /** An array; a list parameter in it stands for each of its values. */
    record Elements(List<JsonShape> elements) implements JsonShape {
        @Override
        public @Nullable JsonNode of(Sight sight) {
            ArrayNode array = JSON.arrayNode();
            elements.forEach(element -> add(array, element, sight));
            return array.isEmpty() && !elements.isEmpty() ? null : array;
        }

        private static void add(ArrayNode array, JsonShape element, Sight sight) {
            if (element instanceof Filled filled && filled.template().isParam()) {
                filled.template().texts(sight).forEach(array::add);
                return;
            }
            JsonNode value = element.of(sight);
            if (value != null) {
                array.add(value);
            }
        }
    }

    /** An object. */
    record Fields(Map<String, JsonShape> fields) implements JsonShape {
        @Override
        public @Nullable JsonNode of(Sight sight) {
            ObjectNode object = JSON.objectNode();
            fields.forEach((name, field) -> {
                JsonNode value = field.of(sight);
                if (value != null) {
                    object.set(name, value);
                }
            });
            return object.isEmpty() && !fields.isEmpty() ? null : object;
        }
    }
}
