package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scheme {@code jws}: a compact token whose claims hold the body's hash. The token says which key and which of the
 * page's algorithms; what it says of itself is otherwise believed only once the signature held.
 */
final class JwsCheck implements Verifier {
    private final Signature.Jws jws;
    private final Function<String, KeyRequest> requests;
    private final KeyCache cache;

    /** {@code requests} makes the request for the key of a name. */
    JwsCheck(Signature.Jws jws, Function<String, KeyRequest> requests, KeyCache cache) {
        this.jws = jws;
        this.requests = requests;
        this.cache = cache;
    }

    @Override
    public Verdict verify(Scope scope, Instant now) {
        Candidates candidates = Candidates.find(jws.values(), false, scope);
        if (candidates.cause() != null || candidates.texts().size() != 1) {
            return new Verdict.Not(candidates.cause() == null ? Cause.SIGNATURE_MALFORMED : candidates.cause());
        }
        JwsToken token = JwsToken.parse(candidates.texts().get(0));
        JwsAlgorithm algorithm = token == null ? null : algorithm(token.algorithm());
        if (token == null || algorithm == null) {
            return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
        }
        KeyRequest request = requests.apply(token.kid());
        FetchedKey key = cache.find(request, now);
        Verdict claimed = claims(token, scope, now);
        if (key == null) {
            // A key is fetched only for a token that would hold: strangers find that harder.
            return claimed instanceof Verdict.Held ? Fetching.wanted(request, cache, now) : claimed;
        }
        return algorithm.holds(key.key(), token.signed(), token.signature())
                ? claimed
                : new Verdict.Not(Cause.SIGNATURE_MISMATCH);
    }

    private @Nullable JwsAlgorithm algorithm(String name) {
        for (JwsAlgorithm algorithm : jws.algorithms()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        return null;
    }

    private Verdict claims(JwsToken token, Scope scope, Instant now) {
        Signature.Stamp stamp = jws.stamp();
        String sent = text(token, stamp.at().path());
        Instant time = sent == null ? null : stamp.format().readSigned(sent);
        if (time == null) {
            return new Verdict.Not(Cause.TIMESTAMP_MALFORMED);
        }
        Pointer bodyHash = jws.bodyHash();
        if (bodyHash != null && !isHash(text(token, bodyHash), scope.body().bytes())) {
            return new Verdict.Not(Cause.SIGNATURE_MISMATCH);
        }
        if (!jws.terms().require().hold(scope)) {
            return new Verdict.Not(Cause.REQUIREMENT_NOT_MET);
        }
        return stamp.isNear(time, now)
                ? new Verdict.Held(0, new Scope.Signed(sent, time, new byte[0]))
                : new Verdict.Not(Cause.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    private static boolean isHash(@Nullable String claim, byte[] body) {
        byte[] hash = Scope.utf8(HexFormat.of().formatHex(Algorithm.SHA256.digest(List.of(body))));
        return claim != null && MessageDigest.isEqual(hash, claim.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(JwsToken token, Pointer path) {
        Node node = path.first(token.claims());
        return node == null ? null : node.text();
    }
}
