package dev.holdfast.reconcile.token;

import dev.holdfast.secret.BrokenSeal;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication.Grant;
import dev.holdfast.vendor.pull.Authentication.OAuth2;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Seals and opens one source's tokens, and knows what it has to give for a new one. */
final class Purse {
    private static final String CONFIGURED = "refresh-token";
    private static final int SEED_BYTES = 16;

    private final Seal seal;
    private final String source;
    private final boolean refreshes;
    private final @Nullable Secret configured;

    Purse(Seal seal, String source, OAuth2 oauth2, Map<String, Secret> credentials) {
        this.seal = seal;
        this.source = source;
        this.refreshes = oauth2.grant() == Grant.REFRESH_TOKEN;
        this.configured = refreshes ? credentials.get(CONFIGURED) : null;
    }

    /** The stored access token; empty when there is none, or no listed key opens it: then it is fetched anew. */
    Optional<Secret> access(TokenRow row) {
        return opened(row.access(), "access");
    }

    /** What is given for a new access token; empty when the grant takes none, or there is none. */
    Optional<Secret> refresh(TokenRow row) {
        return begins(row) ? Optional.ofNullable(configured) : opened(row.refresh(), "refresh");
    }

    boolean hasMeans(TokenRow row) {
        return !refreshes || refresh(row).isPresent();
    }

    /** Whether there is a configured refresh token to try that was not tried yet. */
    boolean begins(TokenRow row) {
        Secret token = configured;
        boolean needed = row.refresh() == null || row.isFinal();
        return token != null && needed && !Arrays.equals(hash(token), row.seed());
    }

    /** What tells the configured refresh token again; null when this renewal does not begin with it. */
    byte @Nullable [] seed(TokenRow row) {
        Secret token = configured;
        return token != null && begins(row) ? hash(token) : null;
    }

    /** Whether something of it is sealed with an older key, and all of it can be sealed again. */
    boolean isAged(TokenRow row) {
        boolean aged = Stream.of(Optional.ofNullable(row.access()), Optional.ofNullable(row.refresh()))
                .flatMap(Optional::stream)
                .anyMatch(stored -> !seal.isNewest(stored));
        return aged
                && (row.access() == null || access(row).isPresent())
                && (row.refresh() == null || opened(row.refresh(), "refresh").isPresent());
    }

    Future<Void> reseal(TokenStore store, TokenRow row) {
        return store.reseal(
                source,
                row.version(),
                access(row).map(token -> sealed(token, "access")).orElse(null),
                opened(row.refresh(), "refresh")
                        .map(token -> sealed(token, "refresh"))
                        .orElse(null));
    }

    TokenStore.Fresh fresh(TokenRow row, TokenAnswer.Granted granted, long elapsedMillis) {
        Secret refresh =
                granted.refresh() != null ? granted.refresh() : refresh(row).orElse(null);
        Long life = granted.lifetime() == null
                ? null
                : Math.max(0, granted.lifetime().toMillis() - elapsedMillis);
        return new TokenStore.Fresh(
                sealed(granted.access(), "access"),
                refreshes && refresh != null ? sealed(refresh, "refresh") : null,
                seed(row),
                life,
                life == null ? null : life - margin(life));
    }

    /** Five minutes before the end, or a fifth of a shorter life. */
    private static long margin(long lifeMillis) {
        return Math.min(300_000, lifeMillis / 5);
    }

    private byte[] sealed(Secret secret, String what) {
        return seal.seal(secret.bytes(), context(what));
    }

    private Optional<Secret> opened(byte @Nullable [] sealed, String what) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secret.of(new String(seal.open(sealed, context(what)), StandardCharsets.UTF_8)));
        } catch (BrokenSeal e) {
            return Optional.empty();
        }
    }

    private String context(String what) {
        return context(source, what);
    }

    static String context(String source, String what) {
        return what + "-token:" + source;
    }

    private static byte[] hash(Secret secret) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(secret.bytes()), SEED_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
