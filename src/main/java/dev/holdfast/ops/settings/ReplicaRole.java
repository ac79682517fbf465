package dev.holdfast.ops.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a replica does; {@code holdfast.roles}. */
public enum ReplicaRole {
    /** Takes webhooks. */
    RECEIVE,

    /** Sends what it appended, and what replicas that are gone have left behind. */
    RELAY,

    /** Asks vendors for what never came. */
    RECONCILE,

    /** Serves the admin API. */
    ADMIN;

    /** What a replica does unless it is told otherwise. */
    public static final Set<ReplicaRole> ALL = Collections.unmodifiableSet(EnumSet.allOf(ReplicaRole.class));

    private static final String WORD_FOR_ALL = "all";

    /**
     * Reads the list. Whoever appends to a lane relays it, so none does without {@link #RELAY}: nobody else may read a lane
     * while its owner lives, and its messages would wait for the owner's end.
     */
    static Set<ReplicaRole> read(Section section, String key) {
        List<Set<ReplicaRole>> listed = section.some(key, ReplicaRole::role);
        Set<ReplicaRole> roles = EnumSet.noneOf(ReplicaRole.class);
        listed.forEach(roles::addAll);
        if (listed.isEmpty()) {
            return ALL;
        }
        if (!roles.contains(RELAY)) {
            section.mistake(
                    key,
                    "leaves out relay, without which nobody sends what this replica appends",
                    "relay and any of receive, reconcile, admin; or all");
        }
        return Collections.unmodifiableSet(roles);
    }

    private static Set<ReplicaRole> role(String text) throws Fault {
        if (text.equals(WORD_FOR_ALL)) {
            return ALL;
        }
        for (ReplicaRole role : ALL) {
            if (role.word().equals(text)) {
                return Set.of(role);
            }
        }
        throw Fault.showing(
                text,
                "is no role"
                        + Nearest.hint(text, ALL.stream().map(ReplicaRole::word).toList()),
                "all, receive, relay, reconcile, admin");
    }

    /** As it is written in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
