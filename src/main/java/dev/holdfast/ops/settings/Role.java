package dev.holdfast.ops.settings;

import java.util.Locale;
import java.util.Set;

/** What a holder of a token may do. Each role includes the ones before it. */
public enum Role {
    /** Looks at states and metadata. */
    VIEWER,
    /** Looks at payloads, replays, redrives, pauses. */
    OPERATOR,
    /** Everything, bulk actions included. */
    ADMIN;

    /** The role's name as in the configuration and in {@code @RolesAllowed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role's word and those of all that it includes. */
    public Set<String> words() {
        return switch (this) {
            case VIEWER -> Set.of(VIEWER.word());
            case OPERATOR -> Set.of(VIEWER.word(), OPERATOR.word());
            case ADMIN -> Set.of(VIEWER.word(), OPERATOR.word(), ADMIN.word());
        };
    }
}
