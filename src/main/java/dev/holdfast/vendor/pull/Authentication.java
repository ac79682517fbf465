package dev.holdfast.vendor.pull;

import dev.holdfast.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a call says who is asking. Credentials are named here and never held. */
public sealed interface Authentication {

    /** Names of the source's credentials without which no call can be made. */
    Set<String> credentials();

    /**
     * The header that goes with a call.
     *
     * @param credentials of the source, by name
     * @param token an access token, for {@link OAuth2}, or a signed one, for {@link Signed}; null for the others
     * @return empty when there is none to send
     * @throws IllegalStateException when a credential or the token is missing; the message names it
     */
    Optional<Header> header(Map<String, Secret> credentials, @Nullable Secret token);

    /** One line of a call; the value is secret. */
    record Header(String name, Secret value) {}

    /** Nobody asks: the call's body has it all. */
    record None() implements Authentication {
        @Override
        public Set<String> credentials() {
            return Set.of();
        }

        @Override
        public Optional<Header> header(Map<String, Secret> credentials, @Nullable Secret token) {
            return Optional.empty();
        }
    }

    /**
     * A key or token that does not change.
     *
     * @param header that carries it
     * @param prefix before it, its blank included; often empty
     * @param credential its name
     */
    record Key(String header, String prefix, String credential) implements Authentication {
        @Override
        public Set<String> credentials() {
            return Set.of(credential);
        }

        @Override
        public Optional<Header> header(Map<String, Secret> credentials, @Nullable Secret token) {
            return Optional.of(new Header(header, Secret.of(prefix + revealed(credentials, credential))));
        }
    }

    /**
     * A user and a password.
     *
     * @param user a fixed name, or empty when {@code userCredential} names it
     * @param userCredential the credential that is the user; null when {@code user} is
     * @param password name of the credential; null for an empty password
     */
    record Basic(
            String user,
            @Nullable String userCredential,
            @Nullable String password) implements Authentication {
        @Override
        public Set<String> credentials() {
            Set<String> names = new LinkedHashSet<>();
            if (userCredential != null) {
                names.add(userCredential);
            }
            if (password != null) {
                names.add(password);
            }
            return names;
        }

        @Override
        public Optional<Header> header(Map<String, Secret> credentials, @Nullable Secret token) {
            String name = userCredential == null ? user : revealed(credentials, userCredential);
            String pair = name + ":" + (password == null ? "" : revealed(credentials, password));
            String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new Header("Authorization", Secret.of("Basic " + encoded)));
        }
    }

    /**
     * An access token that somebody keeps fresh.
     *
     * @param tokenUrl where tokens are made, https
     * @param client how the client proves itself there
     * @param scope asked for; null for the vendor's own
     * @param prefix before the token, as in {@code Bearer}; without its blank
     * @param rotates whether every answer brings a new refresh token, which must be stored before it is used
     * @param header that carries the token
     */
    record OAuth2(
            Grant grant,
            String tokenUrl,
            Client client,
            @Nullable String scope,
            String prefix,
            boolean rotates,
            String header)
            implements Authentication {
        /** One that goes where HTTP has it. */
        public OAuth2(
                Grant grant, String tokenUrl, Client client, @Nullable String scope, String prefix, boolean rotates) {
            this(grant, tokenUrl, client, scope, prefix, rotates, "Authorization");
        }

        /** A client that signs has no secret. */
        @Override
        public Set<String> credentials() {
            Set<String> names = new LinkedHashSet<>(grant.credentials);
            if (client == Client.PRIVATE_KEY_JWT && names.remove("client-secret")) {
                names.add("private-key");
            }
            return names;
        }

        @Override
        public Optional<Header> header(Map<String, Secret> credentials, @Nullable Secret token) {
            if (token == null) {
                throw new IllegalStateException("no access token");
            }
            String before = prefix.isEmpty() ? "" : prefix + " ";
            return Optional.of(new Header(header, Secret.of(before + token.reveal())));
        }
    }

    /**
     * A token that an app signs itself, anew for each call (RFC 7519).
     *
     * @param issuer the credential that says which app it is
     * @param key the credential that signs: an RSA key
     */
    record Signed(String issuer, String key) implements Authentication {
        @Override
        public Set<String> credentials() {
            return new LinkedHashSet<>(List.of(issuer, key));
        }

        @Override
        public Optional<Header> header(Map<String, Secret> credentials, @Nullable Secret token) {
            if (token == null) {
                throw new IllegalStateException("no signed token");
            }
            return Optional.of(new Header("Authorization", Secret.of("Bearer " + token.reveal())));
        }
    }

    /** What is given for an access token (RFC 6749, RFC 7523). */
    enum Grant {
        CLIENT_CREDENTIALS("client-id", "client-secret"),
        /** The first refresh token may be handed in later. */
        REFRESH_TOKEN("client-id", "client-secret"),
        JWT_BEARER("client-id", "private-key", "subject"),
        ACCOUNT_CREDENTIALS("client-id", "client-secret", "account-id");

        /** Never changed. */
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> credentials;

        Grant(String... credentials) {
            this.credentials = List.of(credentials);
        }
    }

    /** How the client proves itself to the token URL. */
    enum Client {
        /** In the form, as {@code client_id} and {@code client_secret}. */
        BODY,
        /** As user and password. */
        BASIC,
        /** With a signed assertion. */
        PRIVATE_KEY_JWT
    }

    private static String revealed(Map<String, Secret> credentials, String name) {
        Secret secret = credentials.get(name);
        if (secret == null) {
            throw new IllegalStateException("no credential " + name);
        }
        return secret.reveal();
    }
}
