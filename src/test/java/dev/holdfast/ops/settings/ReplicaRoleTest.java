package dev.holdfast.ops.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code holdfast.roles}: all unless said otherwise, and never without relay. */
class ReplicaRoleTest {
    @Test
    void aReplicaDoesEverythingUnlessItIsToldOtherwise() {
        assertEquals(ReplicaRole.ALL, roles("", Map.of()));
        assertEquals(ReplicaRole.ALL, roles("roles: [all]", Map.of()));
        assertEquals(ReplicaRole.ALL, roles("roles: [relay, all]", Map.of()));
    }

    @Test
    void rolesAreListedInTheFileOrTheEnvironment() {
        assertEquals(Set.of(ReplicaRole.RELAY), roles("roles: [relay]", Map.of()));
        assertEquals(
                Set.of(ReplicaRole.RECEIVE, ReplicaRole.RELAY),
                roles("roles: [all]", Map.of("HOLDFAST_ROLES", "receive,relay")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive", "reconcile, admin", "receive, reconcile, admin"})
    void whoeverAppendsRelays(String roles) {
        assertEquals(
                List.of(
                        "holdfast.roles: leaves out relay, without which nobody sends what this replica appends; allowed: relay"
                                + " and any of receive, reconcile, admin; or all"),
                mistakes("roles: [" + roles + "]"));
    }

    @Test
    void aRoleThatThereIsNotIsNamed() {
        assertEquals(
                List.of(
                        "holdfast.roles[1]: \"relays\" is no role (did you mean relay?); allowed: all, receive, relay, reconcile, admin"),
                mistakes("roles: [relay, relays]"));
    }

    @Test
    void theDemoNeedsEveryRole() {
        assertEquals(
                List.of("holdfast.demo: needs every role; allowed: false, or no roles"),
                mistakes("roles: [relay]\n  demo: true"));
    }

    private static List<String> mistakes(String yaml) {
        return assertThrows(WrongConfiguration.class, () -> roles(yaml, Map.of()))
                .lines();
    }

    private static Set<ReplicaRole> roles(String yaml, Map<String, String> environment) {
        return Configured.with("holdfast:\n  journal: { lease: 6s }\n  " + yaml + "\n", environment)
                .roles();
    }
}
