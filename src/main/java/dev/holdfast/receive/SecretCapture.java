package dev.holdfast.receive;

import dev.holdfast.secret.Secret;
import io.vertx.core.Future;

/** Keeps a secret that a vendor brings, if an operator waits for it. */
@FunctionalInterface
public interface SecretCapture {
    /**
     * Whether the secret is the source's from now on. True only after the commit; false at once, and without a word to the
     * database, when nobody waits for one. Fails when it is not known whether it was kept.
     *
     * @param peer address that it came from
     */
    Future<Boolean> offer(String source, Secret secret, String peer);
}
