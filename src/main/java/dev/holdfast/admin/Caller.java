package dev.holdfast.admin;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who asks. */
final class Caller {
    private Caller() {}

    /** Name of the token. */
    static String name(SecurityContext context) {
        Principal principal = context.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }
}
