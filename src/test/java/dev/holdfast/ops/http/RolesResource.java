package dev.holdfast.ops.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;

/** One method for each way to be guarded; exists in tests only. */
@Path("/admin/v1/test")
public class RolesResource {
    @GET
    @Path("viewer")
    @RolesAllowed("viewer")
    public String viewer(@jakarta.ws.rs.core.Context SecurityContext who) {
        return who.getUserPrincipal().getName();
    }

    @GET
    @Path("operator")
    @RolesAllowed("operator")
    public String operator() {
        return "ok";
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
        return "ok";
    }

    @GET
    @Path("forgotten")
    public String forgotten() {
        return "never";
    }

    @GET
    @Path("broken")
    @PermitAll
    public String broken() {
        throw new IllegalStateException("select secret from dev.holdfast.Inner");
    }

    @POST
    @Path("body")
    @jakarta.ws.rs.Consumes("application/json")
    @PermitAll
    public String body(Body body) {
        return body.text();
    }

    /** A body with one member. */
    public record Body(@JsonProperty("text") String text) {}
}
