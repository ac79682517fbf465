package dev.holdfast.vendor;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source gives to its vendor's pull page, as configured.
 *
 * @param name of the source
 * @param params the source's, and those of its {@code reconcile} over them
 * @param baseUrl where the API is, path included: a sandbox, a proxy or a mock; null for the vendor's own
 * @param lists names of the lists to read; empty means those that are not opt-in
 * @param credentials names of those that the source has; the secrets themselves go with each call
 */
public record PullSource(
        String name, Map<String, Object> params, @Nullable URI baseUrl, Set<String> lists, Set<String> credentials) {}
