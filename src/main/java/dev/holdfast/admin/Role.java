package dev.holdfast.admin;

/** The roles of the admin API; each includes those before it. */
public final class Role {
    /** Looks at everything but payloads and secrets. */
    public static final String VIEWER = "viewer";

    /** Replays, redrives, resumes. */
    public static final String OPERATOR = "operator";

    /** Changes what the service is connected to. */
    public static final String ADMIN = "admin";

    private Role() {}
}
