package dev.holdfast.ops.settings;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The known word that someone may have meant. */
final class Nearest {
    private Nearest() {}

    /** The known word that is fewest edits away; null when none is within a third of the word's length, or two edits. */
    static @Nullable String to(String word, Collection<String> known) {
        int best = Math.max(2, word.length() / 3) + 1;
        String nearest = null;
        for (String candidate : known) {
            int edits = edits(word, candidate);
            if (edits < best) {
                best = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** {@code , did you mean …?} or nothing. */
    static String hint(String word, Collection<String> known) {
        String nearest = to(word, known);
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    /** Levenshtein's distance, one row at a time. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
