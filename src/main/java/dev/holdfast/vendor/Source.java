package dev.holdfast.vendor;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connected account, as configured.
 *
 * @param name {@code ^[a-z][a-z0-9-]{0,31}$}; the last part of the webhook's path
 * @param vendor name of the vendor's page
 * @param secrets references, in the order given; any one may match
 * @param credentials references by name: what handshakes and served keys ask for
 * @param params what the page's templates need
 * @param signatures names of the signature alternatives to try; empty means those that are not opt-in
 * @param publicUrl the URL that the vendor was given, for schemes that sign it; null when not configured
 * @param maxBody bytes; a longer body is answered 413
 * @param freshness alarm when nothing arrived for so long; null for never
 */
public record Source(
        String name,
        String vendor,
        List<String> secrets,
        Map<String, String> credentials,
        Map<String, Object> params,
        List<String> signatures,
        @Nullable URI publicUrl,
        int maxBody,
        @Nullable Duration freshness) {
    /** A source without credentials. */
    public Source(
            String name,
            String vendor,
            List<String> secrets,
            Map<String, Object> params,
            List<String> signatures,
            @Nullable URI publicUrl,
            int maxBody,
            @Nullable Duration freshness) {
        this(name, vendor, secrets, Map.of(), params, signatures, publicUrl, maxBody, freshness);
    }
}
