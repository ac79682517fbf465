package dev.holdfast.secret;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a value can be a secret at all. An empty or well-known secret makes every signature forgeable, so such a
 * source does not start.
 */
public final class Strength {
    /** Bytes; shorter keys can be guessed offline from one recorded request. */
    public static final int SHORTEST = 16;

    private static final List<String> WHOLE = List.of(
            "null",
            "undefined",
            "none",
            "nil",
            "test",
            "secret",
            "password",
            "todo",
            "tbd",
            "example",
            "dummy",
            "redacted");

    private static final List<String> WITHIN = List.of(
            "changeme",
            "changeit",
            "placeholder",
            "replaceme",
            "replacewith",
            "yoursecret",
            "yourwebhook",
            "yoursigning",
            "yourkey",
            "yourtoken",
            "yourapi",
            "secrethere",
            "keyhere",
            "insertsecret");

    private Strength() {}

    /** Why the value is no secret, in words that follow the name of a key and never quote the value; empty when it is. */
    public static Optional<String> fault(Secret secret) {
        String value = secret.reveal();
        if (value.isBlank()) {
            return Optional.of("is empty");
        }
        if (isPlaceholder(value)) {
            return Optional.of("is a placeholder");
        }
        if (secret.bytes().length < SHORTEST) {
            return Optional.of("is shorter than " + SHORTEST + " bytes");
        }
        return Optional.empty();
    }

    private static boolean isPlaceholder(String value) {
        String bare = value.toLowerCase(Locale.ROOT).replaceFirst("^(whsec|whpk|whsk|sk|pk)_", "");
        String letters = bare.replaceAll("[^a-z0-9]", "");
        return value.contains("…")
                || value.contains("...")
                || value.contains("${")
                || value.contains("{{")
                || value.startsWith("<")
                || bare.chars().distinct().count() < 4
                || WHOLE.contains(letters)
                || WITHIN.stream().anyMatch(letters::contains);
    }
}
