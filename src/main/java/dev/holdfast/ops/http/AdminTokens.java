package dev.holdfast.ops.http;

import dev.holdfast.admin.Role;
import dev.holdfast.ops.settings.AdminSettings;
import dev.holdfast.ops.settings.Settings;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Who holds which token. Only hashes are kept. */
@Singleton
public final class AdminTokens {
    /** Survives a live reload, so that the token printed first stays good. */
    private static final String DEVELOPMENT = "dev.holdfast.development.token";

    private static final int LONGEST = 512;

    private final List<Known> known = new ArrayList<>();

    AdminTokens(Settings settings) {
        for (AdminSettings.Token token : settings.admin().tokens()) {
            known.add(new Known(token.name(), HexFormat.of().parseHex(token.sha256()), token.role()));
        }
        if (known.isEmpty() && LaunchMode.current().isDev()) {
            known.add(new Known("developer", sha256(developmentToken()), Role.ADMIN));
        }
    }

    /** Whether anyone at all can come in. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** The token of development mode, made once; only where none is configured. */
    public static String developmentToken() {
        String token = System.getProperty(DEVELOPMENT);
        if (token == null) {
            byte[] random = new byte[18];
            new SecureRandom().nextBytes(random);
            token = Base64.getUrlEncoder().encodeToString(random);
            System.setProperty(DEVELOPMENT, token);
        }
        return token;
    }

    /** The token's holder. Every known token is compared, in constant time: how long it takes tells nothing. */
    Optional<Holder> holder(String token) {
        byte[] hash = sha256(token.substring(0, Math.min(token.length(), LONGEST)));
        Known found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.hash, hash)) {
                found = candidate;
            }
        }
        return Optional.ofNullable(found).map(one -> new Holder(one.name, one.role));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    record Holder(String name, String role) {}

    private static final class Known {
        private final String name;
        private final byte[] hash;
        private final String role;

        private Known(String name, byte[] hash, String role) {
            this.name = name;
            this.hash = hash;
            this.role = role;
        }
    }
}
