package dev.holdfast.admin;

import java.util.List;

/** The roles of the admin API, in the words of the configuration; each includes those before it. */
public final class Role {
    /** Looks at everything but payloads and secrets. */
    public static final String VIEWER = "viewer";

    /** Replays, redrives, resumes. */
    public static final String OPERATOR = "operator";

    /** Changes what the service is connected to. */
    public static final String ADMIN = "admin";

    /** All of them, the least first. */
    public static final List<String> ALL = List.of(VIEWER, OPERATOR, ADMIN);

    private Role() {}

    /** The role and those that it includes; none for a word that is no role. */
    public static List<String> includedIn(String role) {
        return ALL.subList(0, ALL.indexOf(role) + 1);
    }
}
