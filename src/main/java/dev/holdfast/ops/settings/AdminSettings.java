package dev.holdfast.ops.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admin listener and who may use it.
 *
 * @param host address to listen on; null for that of the webhook listener
 * @param port 0 takes a free one
 */
public record AdminSettings(@Nullable String host, int port, List<Token> tokens) {
    public AdminSettings {
        tokens = List.copyOf(tokens);
    }

    /**
     * One holder of a token.
     *
     * @param name who; shown in the audit
     * @param sha256 of the token's UTF-8 bytes, in lower-case hex
     * @param role one of {@link dev.holdfast.admin.Role#ALL}
     */
    public record Token(String name, String sha256, String role) {}
}
