package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What our known answers of a vendor rest on: a library of its own that signed or judged them, or its documented formula. */
final class Evidence {
    private Evidence() {}

    static String of(String vendor) {
        Set<String> signed = new TreeSet<>();
        Set<String> judged = new TreeSet<>();
        boolean disputed = false;
        boolean formula = false;
        for (JsonNode vector : VectorFile.vectors()) {
            if (!vector.path("vendor").asText().equals(vendor)
                    || !vector.path("expect").asText().equals("valid")) {
                continue;
            }
            String ref = vector.path("source").path("ref").asText();
            boolean library = vector.path("source").path("kind").asText().equals("sdk-generated");
            formula |= !library;
            disputed |= ref.contains("UNCERTAIN") || ref.contains(" that the sources name");
            if (library) {
                signed.add(name(ref.startsWith("npm ") ? ref.substring(4) : ref));
            }
            vector.path("agrees_with").forEach(one -> judged.add(name(one.asText())));
        }
        List<String> words = new ArrayList<>();
        if (!signed.isEmpty()) {
            words.add("signed by " + String.join(", ", signed));
        }
        if (formula) {
            words.add("signed by the documented formula");
        }
        if (!judged.isEmpty()) {
            words.add("judged alike by " + String.join(", ", judged));
        }
        if (disputed) {
            words.add("**its sources disagree**: each reading is an alternative, and the metric says which holds");
        }
        return words.isEmpty() ? "none" : String.join("; ", words);
    }

    private static String name(String library) {
        return PageWords.code(library.split(" ")[0]);
    }
}
