package dev.holdfast.ops.http;

import dev.holdfast.admin.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** {@code Authorization: Bearer}, on the admin listener only: a webhook's own Authorization header is its vendor's business. */
@Singleton
public final class BearerTokens implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";

    private final AdminListener admin;
    private final AdminTokens tokens;
    private final BadLogins badLogins;

    BearerTokens(AdminListener admin, AdminTokens tokens, BadLogins badLogins) {
        this.admin = admin;
        this.tokens = tokens;
        this.badLogins = badLogins;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        List<String> headers = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (!admin.received(context.request()) || headers.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        boolean one = headers.size() == 1 && headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return (one
                        ? tokens.holder(
                                headers.get(0).substring(SCHEME.length()).strip())
                        : java.util.Optional.<AdminTokens.Holder>empty())
                .map(holder -> Uni.createFrom().item(identity(holder)))
                .orElseGet(() -> refuse(context));
    }

    private static SecurityIdentity identity(AdminTokens.Holder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(Set.copyOf(Role.includedIn(holder.role())))
                .build();
    }

    private Uni<SecurityIdentity> refuse(RoutingContext context) {
        badLogins.count(context.request().remoteAddress().host());
        return Uni.createFrom().failure(new AuthenticationFailedException());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
