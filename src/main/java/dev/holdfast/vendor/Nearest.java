package dev.holdfast.vendor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The known names that somebody may have meant. */
final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {}

    static List<String> to(String name, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.<String>comparingInt(one -> distance(name, one))
                        .thenComparing(one -> one))
                .limit(SHOWN)
                .toList();
    }

    /** Letters to put in, take out or change (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
