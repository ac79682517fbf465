package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives whose keys a vendor serves, and no secret of the source is.
 *
 * @param credentials of the source, for vendors that serve keys to their customers only
 */
record Fetching(Settings settings, Map<String, Secret> credentials, KeyCache cache, Supplier<Roots> roots) {

    /** Whether a vendor serves the keys of an alternative. */
    static boolean isFetched(Signature signature) {
        return signature instanceof Signature.Jws
                || signature instanceof Signature.Sns
                || (signature instanceof Signature.PublicKey publicKey && publicKey.certificate() != null);
    }

    /** The credentials without which an alternative's keys are not served. */
    static Set<String> credentials(Signature signature) {
        return signature instanceof Signature.Jws jws ? jws.keys().credentials() : Set.of();
    }

    /** The alternative; null when its keys are not fetched. */
    @Nullable
    Verifier verifier(Signature signature) {
        if (signature instanceof Signature.Jws jws) {
            return new JwsCheck(jws, kid -> jws.keys().request(kid, settings, credentials), cache);
        }
        if (signature instanceof Signature.Sns sns) {
            return new SnsCheck(sns, cache);
        }
        return signature instanceof Signature.PublicKey publicKey && publicKey.certificate() != null
                ? new CertificateCheck(publicKey, publicKey.certificate(), cache, roots.get())
                : null;
    }

    /** What a key that is not there makes of a request that names it. */
    static Verdict wanted(KeyRequest request, KeyCache cache, Instant now) {
        return cache.isPaused(request, now) ? new Verdict.Not(Cause.KEY_UNKNOWN) : new Verdict.Wants(request);
    }
}
