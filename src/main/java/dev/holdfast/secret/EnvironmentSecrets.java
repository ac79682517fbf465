package dev.holdfast.secret;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Secrets in the process's environment. */
final class EnvironmentSecrets implements SecretStore {
    private final Function<String, @Nullable String> environment;

    EnvironmentSecrets(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public Secret read(SecretRef reference) {
        String value = environment.apply(reference.address());
        if (value == null) {
            throw new SecretUnavailable(reference, "is not set");
        }
        return Fragment.of(reference, value);
    }
}
