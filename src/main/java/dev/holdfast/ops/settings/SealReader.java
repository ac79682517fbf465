package dev.holdfast.ops.settings;

import dev.holdfast.secret.Seal;
import dev.holdfast.secret.SecretUnavailable;
import dev.holdfast.secret.Secrets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code holdfast.secret}: the master keys under which the service keeps what it must not lose and nobody may read. */
final class SealReader {
    private static final String KEY = "master-keys";
    private static final String ALLOWED =
            Seal.KEY_BYTES + " random bytes in base 64, as printed by openssl rand -base64 " + Seal.KEY_BYTES
                    + ", or a reference to them such as env:NAME or file:PATH";

    private final Secrets store;

    SealReader(Secrets store) {
        this.store = store;
    }

    /**
     * Null when there are none, or one is no key.
     *
     * @param keeping names of the sources whose tokens have to be kept
     */
    @Nullable
    Seal read(Section section, List<String> keeping) {
        List<dev.holdfast.secret.Secret> masters = new ArrayList<>();
        List<String> references = section.list(KEY, Secret.reference());
        if (references.isEmpty() && !keeping.isEmpty()) {
            section.mistake(KEY, "is missing, and there are tokens to keep for " + String.join(", ", keeping), ALLOWED);
        }
        for (int i = 0; i < references.size(); i++) {
            try {
                dev.holdfast.secret.Secret master = store.read(references.get(i));
                Seal.of(List.of(master), new SecureRandom());
                masters.add(master);
            } catch (SecretUnavailable | IllegalArgumentException e) {
                section.mistake(KEY + "[" + i + "]", String.valueOf(e.getMessage()), ALLOWED);
            }
        }
        return masters.isEmpty() ? null : Seal.of(masters, new SecureRandom());
    }
}
