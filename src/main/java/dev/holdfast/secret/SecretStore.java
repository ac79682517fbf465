package dev.holdfast.secret;

/** One way of keeping secrets; every store passes the same conformance tests. */
public interface SecretStore {
    /**
     * The secret that the reference names, read now: a store keeps no copy, so that a changed secret is found by asking
     * again.
     *
     * @param reference of the kind that this store answers
     * @throws SecretUnavailable when there is none, or it cannot be read; names the reference and never a value
     */
    Secret read(SecretRef reference);
}
