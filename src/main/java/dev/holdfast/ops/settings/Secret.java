package dev.holdfast.ops.settings;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a reference to a secret. It is not resolved here, and no fault ever shows it. */
final class Secret {
    private static final Pattern REFERENCE = Pattern.compile("([a-z][a-z-]{1,11}):(.*)", Pattern.DOTALL);
    private static final Set<String> PLACES = Set.of("env", "file", "vault", "aws-sm");

    private Secret() {}

    static Reading<String> reference() {
        return text -> {
            Matcher reference = REFERENCE.matcher(text);
            if (reference.matches()
                    && PLACES.contains(reference.group(1))
                    && reference.group(2).isBlank()) {
                throw new Fault(
                        "names a place but no secret in it", "env:NAME, file:PATH, vault:PATH#FIELD, aws-sm:NAME");
            }
            return text;
        };
    }
}
