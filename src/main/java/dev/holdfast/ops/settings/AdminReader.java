package dev.holdfast.ops.settings;

import dev.holdfast.admin.Role;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Reads {@code holdfast.admin}. */
final class AdminReader {
    private static final String PORT = "port";
    private static final List<String> OTHER_DOORS = List.of("quarkus.http.port", "quarkus.management.port");

    private final SmallRyeConfig config;

    /** Takes the whole configuration: the other doors are Quarkus' own. */
    AdminReader(SmallRyeConfig config) {
        this.config = config;
    }

    AdminSettings read(Section section, Set<ReplicaRole> roles) {
        List<AdminSettings.Token> tokens = tokens(section);
        int port = section.get(PORT, 8081, Grammar.number(0, 65535));
        if (roles.contains(ReplicaRole.ADMIN) && port != 0) {
            tellOfSharedPort(section, port);
        }
        return new AdminSettings(section.find("host", Grammar.anything()), port, tokens);
    }

    private static List<AdminSettings.Token> tokens(Section section) {
        List<AdminSettings.Token> tokens = new ArrayList<>();
        Map<String, String> holders = new HashMap<>();
        section.named("tokens").forEach((name, token) -> {
            String sha256 =
                    token.need("sha256", "the SHA-256 of the token in hex, as printed by sha256sum", Grammar.sha256());
            String role = token.need("role", String.join(", ", Role.ALL), Grammar.known("role", Role.ALL));
            String other = sha256 == null ? null : holders.putIfAbsent(sha256, name);
            if (other != null) {
                // Whoever shows it would be both, with the role and in the audit of one.
                token.mistake("sha256", "is that of " + other + ", too", "a token of its own for each name");
            }
            if (sha256 != null && role != null) {
                tokens.add(new AdminSettings.Token(name, sha256, role));
            }
        });
        return tokens;
    }

    /** A request's door is known by the port alone: with one on two hosts, the webhooks' would open the admin API to the world. */
    private void tellOfSharedPort(Section section, int port) {
        for (String door : OTHER_DOORS) {
            if (port(door).filter(other -> other == port).isPresent()) {
                section.mistake(PORT, port + " is " + door + ", too", "a port of its own, whatever the hosts; or 0");
            }
        }
    }

    /** What cannot be read is for Quarkus to tell. */
    private Optional<Integer> port(String door) {
        try {
            return config.getOptionalValue(door, Integer.class);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }
}
