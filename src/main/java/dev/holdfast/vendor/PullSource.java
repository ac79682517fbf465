package dev.holdfast.vendor;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source gives to its vendor's pull page, as configured.
 *
 * @param name of the source
 * @param params the source's, and those of its {@code reconcile} over them
 * @param baseUrl where the API is, path included: a sandbox, a proxy or a mock; null for the vendor's own
 */
public record PullSource(
        String name, Map<String, Object> params, @Nullable URI baseUrl) {}
