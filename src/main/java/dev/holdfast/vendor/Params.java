package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds what a source gives against what its page asks for. */
final class Params {
    private final Page page;
    private final String source;
    private final Map<String, Object> given;
    private final List<Mistake> mistakes;

    Params(Page page, String source, Map<String, Object> given, List<Mistake> mistakes) {
        this.page = page;
        this.source = source;
        this.given = given;
        this.mistakes = mistakes;
    }

    /** The values of every text and list that is given or has a default; one that is needed must be there. */
    Map<String, List<String>> read(Set<String> needed) {
        Map<String, List<String>> values = new HashMap<>();
        page.params().forEach((name, param) -> {
            List<String> found = values(name, param, given.get(name));
            if (!found.isEmpty()) {
                values.put(name, found);
            } else if (needed.contains(name) && !(param instanceof Param.Rows) && !mayBeEmpty(param)) {
                mistake(name, "is missing", wanted(param));
            }
        });
        for (String name : given.keySet()) {
            if (!page.params().containsKey(name)) {
                mistake(
                        name,
                        "is no parameter of " + page.title(),
                        String.join(", ", Nearest.to(name, page.params().keySet())));
            }
        }
        return values;
    }

    /** The rows of every small table that is given or has a default; one that is needed must be there. */
    Map<String, List<Map<String, String>>> rows(Set<String> needed) {
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        page.params().forEach((name, param) -> {
            if (param instanceof Param.Rows rows) {
                Object value = given.containsKey(name) ? given.get(name) : rows.otherwise();
                List<Map<String, String>> table = value == null ? List.of() : table(name, rows, value);
                if (!table.isEmpty()) {
                    tables.put(name, table);
                } else if (needed.contains(name) && value == null) {
                    mistake(name, "is missing", wanted(param));
                }
            }
        });
        return tables;
    }

    private List<Map<String, String>> table(String name, Param.Rows rows, Object given) {
        List<Map<String, String>> table = new ArrayList<>();
        for (Object row : given instanceof List ? (List<?>) given : List.of(given)) {
            Map<String, String> cells = new LinkedHashMap<>();
            if (!(row instanceof Map<?, ?> map)
                    || !map.keySet().equals(rows.columns().keySet())) {
                mistake(name, "is no table", wanted(rows));
                continue;
            }
            rows.columns().forEach((column, pattern) -> {
                Object cell = map.get(column);
                checked(name + "." + column, pattern, cell == null ? List.of() : List.of(cell))
                        .forEach(value -> cells.put(column, value));
            });
            table.add(cells);
        }
        return table;
    }

    /** An empty list, or an empty text, as the default says that the source may name none. */
    private static boolean mayBeEmpty(Param param) {
        return param instanceof Param.One one
                ? "".equals(one.otherwise())
                : param instanceof Param.Many many
                        && many.otherwise() != null
                        && many.otherwise().isEmpty();
    }

    private List<String> values(String name, Param param, @Nullable Object given) {
        if (param instanceof Param.One one) {

            Object value = given == null ? one.otherwise() : given;
            boolean none = value == null || given == null && mayBeEmpty(one);
            return none ? List.of() : checked(name, one.pattern(), List.of(value));
        }
        if (param instanceof Param.Many many) {

            Object value = given == null ? many.otherwise() : given;
            return value == null
                    ? List.of()
                    : checked(name, many.pattern(), value instanceof List ? (List<?>) value : List.of(value));
        }
        return List.of();
    }

    private List<String> checked(String name, Pattern pattern, List<?> given) {
        List<String> values = new ArrayList<>();
        for (Object one : given) {
            String value = String.valueOf(one);
            if (!(one instanceof String || one instanceof Number)
                    || !pattern.matcher(value).matches()) {
                mistake(name, "'" + value + "' does not fit", "what matches " + pattern);
            } else if (Param.UNSAFE.matcher(value).find()) {
                mistake(name, "'" + value + "' could leave its place in a URL", "without ? # % \\ .. and blanks");
            } else {
                values.add(value);
            }
        }
        return values;
    }

    private static String wanted(Param param) {
        if (param instanceof Param.Rows rows) {
            return "rows of " + String.join(", ", rows.columns().keySet());
        }
        return param instanceof Param.One one
                ? "what matches " + one.pattern()
                : "a list of what matches " + ((Param.Many) param).pattern();
    }

    private void mistake(String name, String fault, String allowed) {
        mistakes.add(new Mistake("", "holdfast.sources." + source + ".params." + name, fault, allowed));
    }
}
