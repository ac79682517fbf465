package dev.holdfast.vendor;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scheme {@code public-key} with a certificate that the request names and a pinned host of the vendor serves. */
final class CertificateCheck implements Verifier {
    private final Signature.PublicKey signature;
    private final Signature.Certificate certificate;
    private final KeyCache cache;
    private final Roots roots;

    CertificateCheck(Signature.PublicKey signature, Signature.Certificate certificate, KeyCache cache, Roots roots) {
        this.signature = signature;
        this.certificate = certificate;
        this.cache = cache;
        this.roots = roots;
    }

    @Override
    public Verdict verify(Scope scope, Instant now) {
        Candidates candidates = Candidates.find(signature.proof(), scope);
        if (candidates.cause() != null) {
            return new Verdict.Not(candidates.cause());
        }
        if (candidates.decoded(signature.proof().encodings(), 0).isEmpty()) {
            return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
        }
        KeyRequest request = request(certificate.url().text(scope));
        if (request == null) {
            return new Verdict.Not(Cause.KEY_UNKNOWN);
        }
        FetchedKey key = cache.find(request, now);
        return key == null
                ? Fetching.wanted(request, cache, now)
                : new PublicKeyCheck(signature, List.of(new PublicKeyCheck.SourceKey(0, key.key()))).verify(scope, now);
    }

    private @Nullable KeyRequest request(@Nullable String text) {
        URI url = text == null ? null : PinnedUrl.parse(text, certificate.hosts());
        return url == null || url.getRawQuery() != null
                ? null
                : new KeyRequest(
                        "certificate " + certificate.subject() + " " + url,
                        url,
                        new byte[0],
                        new CertificateReading(certificate.subject(), roots));
    }
}
