package dev.holdfast.secret;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is, as configured: a literal, {@code env:NAME}, {@code file:/path}, with {@code #field} where the thing
 * found there is a JSON object.
 *
 * <p>A text that begins with no known word is a literal: {@code user:password} is one. A literal has no fragment, so
 * that a password may hold a {@code #}.
 *
 * @param kind which store answers it
 * @param address what the store looks for; the value itself for a literal
 * @param fragment the field of the JSON object found; null for the whole text
 */
public record SecretRef(Kind kind, String address, @Nullable String fragment) {

    /** The ways of keeping a secret. */
    public enum Kind {
        /** The value stands in the configuration. */
        LITERAL(""),
        /** A variable of the process's environment. */
        ENV("env:"),
        /** A file, as orchestrators mount them. */
        FILE("file:"),
        /** HashiCorp Vault; recognised and not built in yet. */
        VAULT("vault:"),
        /** AWS Secrets Manager; recognised and not built in yet. */
        AWS_SM("aws-sm:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** The kind's word, as in {@code aws-sm}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The reference that a configured text means; every text means one. */
    public static SecretRef parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.LITERAL && text.startsWith(kind.prefix)) {
                String rest = text.substring(kind.prefix.length());
                int hash = rest.indexOf('#');
                return hash < 0
                        ? new SecretRef(kind, rest, null)
                        : new SecretRef(kind, rest.substring(0, hash), rest.substring(hash + 1));
            }
        }
        return new SecretRef(Kind.LITERAL, text, null);
    }

    /** The reference as configured; a literal is {@code ***}. */
    @Override
    public String toString() {
        if (kind == Kind.LITERAL) {
            return "***";
        }
        return kind.prefix + address + (fragment == null ? "" : "#" + fragment);
    }
}
