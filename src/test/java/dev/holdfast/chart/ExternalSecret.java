package dev.holdfast.chart;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part that we use of the External Secrets operator's kind, by its reference of {@code external-secrets.io/v1}. */
record ExternalSecret(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    static final String KIND = "external-secrets.io/v1 ExternalSecret";

    record Spec(String refreshInterval, Store secretStoreRef, Target target, List<Data> data) {}

    record Store(String kind, String name) {}

    record Target(String name, String creationPolicy, String deletionPolicy) {}

    record Data(String secretKey, Remote remoteRef) {}

    record Remote(String key, @Nullable String property) {}
}
