package dev.holdfast.vendor;

import dev.holdfast.event.TypePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must all hold of a request or an item: value → text or pattern, one of several, present, absent. */
record Conditions(Map<Value, Wanted> all) {
    static final Conditions NONE = new Conditions(Map.of());

    /** What one value must be. */
    sealed interface Wanted {}

    /** Something is there. */
    record Present() implements Wanted {}

    /** Nothing is there. */
    record Absent() implements Wanted {}

    /**
     * One of these texts, or what fits one of these patterns; a template that is a list parameter stands for each of the
     * parameter's values.
     */
    record OneOf(List<Template> texts, List<TypePattern> patterns) implements Wanted {}

    /** Reads {@code when}: texts are literal unless they are templates. */
    static Conditions read(PageNode node) {
        return read(node, Use.REQUEST);
    }

    /** The same over what {@code use} may look at. */
    static Conditions read(PageNode node, Use use) {
        Map<Value, Wanted> all = new LinkedHashMap<>();
        PageFields fields = node.fields();
        fields.all().forEach((key, wanted) -> {
            Value value = looked(key, wanted, use);
            if (all.put(value, wanted(wanted, use)) != null) {
                wanted.mistake("says the same value twice", "each value once");
            }
        });
        if (all.isEmpty()) {
            node.mistake("has no condition", "at least one");
        }
        return new Conditions(all);
    }

    private static Value looked(String key, PageNode wanted, Use use) {
        try {
            return use.value(key);
        } catch (Fault fault) {
            wanted.mistake(fault.fault(), fault.allowed());
            return Value.of(Place.BODY);
        }
    }

    /** Reads {@code require}: texts that must be equal, and what must not be there at all. */
    static Conditions readRequired(PageNode node) {
        Conditions conditions = read(node);
        conditions.all().forEach((value, wanted) -> {
            boolean exact =
                    wanted instanceof OneOf listing && listing.patterns().isEmpty();
            if (!(exact || wanted instanceof Absent) || value.mayBeAbsent()) {
                node.mistake("asks for less than a text", "value: text or template, or absent");
            }
        });
        return conditions;
    }

    private static Wanted wanted(PageNode node, Use use) {
        if (node.isText() && node.text().equals("present")) {
            return new Present();
        }
        if (node.isText() && node.text().equals("absent")) {
            return new Absent();
        }
        List<Template> texts = new ArrayList<>();
        List<TypePattern> patterns = new ArrayList<>();
        for (PageNode one : node.list()) {
            if (one.isText() && one.text().contains("*") && !one.text().contains("{")) {
                patterns.add(new TypePattern(one.text()));
            } else {
                texts.add(one.read(
                        text -> text.contains("{") ? use.template(text) : Template.literal(text),
                        Template.literal("")));
            }
        }
        return new OneOf(texts, patterns);
    }

    boolean hold(Sight sight) {
        for (Map.Entry<Value, Wanted> one : all.entrySet()) {
            if (!holds(one.getKey(), one.getValue(), sight)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Value value, Wanted wanted, Sight sight) {
        if (wanted instanceof Present) {
            return value.isPresent(sight);
        }
        if (wanted instanceof Absent) {
            return !value.isPresent(sight);
        }
        String is = value.text(sight);
        if (is == null) {
            return false;
        }
        OneOf listing = (OneOf) wanted;
        for (Template text : listing.texts()) {
            List<String> listed = listed(text, sight);
            if (listed != null ? listed.contains(is) : is.equals(text.text(sight))) {
                return true;
            }
        }
        return listing.patterns().stream().anyMatch(pattern -> pattern.matches(is));
    }

    private static @Nullable List<String> listed(Template text, Sight sight) {
        return text.isParam() ? text.texts(sight) : null;
    }
}
