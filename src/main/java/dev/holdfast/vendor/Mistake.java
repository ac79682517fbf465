package dev.holdfast.vendor;

/**
 * One mistake in a page or a source, for the person who wrote it.
 *
 * @param where {@code file:line:column}, counted from 1; empty when the key is in the service's own configuration
 * @param key path of the key, as in {@code signature.encoding}
 * @param fault what is wrong; never quotes a secret
 * @param allowed what would be right
 */
public record Mistake(String where, String key, String fault, String allowed) {
    /** One line: where, key, fault, allowed. */
    @Override
    public String toString() {
        return (where.isEmpty() ? "" : where + " ") + key + ": " + fault + "; " + allowed;
    }
}
