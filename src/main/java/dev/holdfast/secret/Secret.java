package dev.holdfast.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A value that must not be seen: it prints as {@code ***} and compares in constant time. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** The secret with this value; empty is possible here and refused by whoever uses it. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself: only for the place that needs it, never for a message. */
    public String reveal() {
        return value;
    }

    /** The value as UTF-8, a fresh array at every call. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes());
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
