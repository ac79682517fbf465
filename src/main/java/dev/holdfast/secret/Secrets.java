package dev.holdfast.secret;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a reference from the store that answers its kind. */
public final class Secrets implements SecretStore {
    private final Map<SecretRef.Kind, SecretStore> stores = new EnumMap<>(SecretRef.Kind.class);

    private Secrets() {}

    /**
     * Literals, the environment and files.
     *
     * @param environment looks a variable up; gives null where it is not set
     */
    public static Secrets local(Function<String, @Nullable String> environment) {
        Secrets secrets = new Secrets();
        secrets.stores.put(SecretRef.Kind.LITERAL, reference -> Secret.of(reference.address()));
        secrets.stores.put(SecretRef.Kind.ENV, new EnvironmentSecrets(environment));
        secrets.stores.put(SecretRef.Kind.FILE, new FileSecrets());
        return secrets;
    }

    /**
     * The secret that a configured text names.
     *
     * @throws SecretUnavailable as {@link #read(SecretRef)}
     */
    public Secret read(String reference) {
        return read(SecretRef.parse(reference));
    }

    @Override
    public Secret read(SecretRef reference) {
        SecretStore store = stores.get(reference.kind());
        if (store == null) {
            throw new SecretUnavailable(
                    reference, "cannot be read: " + reference.kind().word() + " is not built in yet");
        }
        return store.read(reference);
    }
}
