package dev.holdfast.vendor;

import static dev.holdfast.vendor.Issuer.NOW;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.vendor.Issuer.Wish;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** Which chains lead to a root: its own issuer, then the issuer's issuer, and nothing else. */
class RootsTest {
    private static final Issuer ROOT = Issuer.root("root");
    private static final Issuer BETWEEN = ROOT.intermediate("between");
    private static final Issuer LEAF = BETWEEN.issue(Wish.leaf("hooks.example"));
    private static final Issuer STRANGER = Issuer.root("root");

    private static List<X509Certificate> chain(Issuer... issuers) {
        return Stream.of(issuers).map(Issuer::certificate).toList();
    }

    private static void taken(Issuer... issuers) {
        assertDoesNotThrow(() -> Roots.of(chain(ROOT)).check(chain(issuers), NOW));
    }

    private static void refused(Issuer... issuers) {
        assertThrows(Fault.class, () -> Roots.of(chain(ROOT)).check(chain(issuers), NOW));
    }

    @Test
    void aChainLeadsToItsRootWithTheRootOrWithoutIt() {
        taken(LEAF, BETWEEN);
        taken(LEAF, BETWEEN, ROOT);
        taken(ROOT.issue(Wish.leaf("hooks.example")));
        taken(ROOT);
    }

    @Test
    void aChainWithoutTheIssuerLeadsNowhere() {
        refused(LEAF);
        refused(LEAF, ROOT);
    }

    @Test
    void anIssuerOfTheSameNameIsNotTheIssuer() {
        Issuer between = STRANGER.intermediate("between");
        refused(between.issue(Wish.leaf("hooks.example")), between);
        refused(between.issue(Wish.leaf("hooks.example")), between, STRANGER);
        refused(LEAF, between);
        refused(STRANGER);
    }

    @Test
    void aChainInAnotherOrderIsNone() {
        refused(BETWEEN, LEAF);
        refused(LEAF, LEAF, BETWEEN);
        Issuer deep = BETWEEN.intermediate("deep");
        Issuer leaf = deep.issue(Wish.leaf("hooks.example"));
        taken(leaf, deep, BETWEEN);
        refused(leaf, BETWEEN, deep);
    }

    @Test
    void whoIsNoIssuerIssuesNothing() {
        refused(LEAF.issue(Wish.leaf("other.example")), LEAF, BETWEEN);
    }

    @Test
    void aChainIsAsOldAsItsOldestLink() {
        Issuer old = ROOT.issue(Wish.root("between").good(Duration.ofMinutes(30)));
        refused(old.issue(Wish.leaf("hooks.example")), old);
        refused(BETWEEN.issue(Wish.leaf("hooks.example").good(Duration.ofMinutes(30))), BETWEEN);
        Roots roots = Roots.of(chain(ROOT));
        assertThrows(Fault.class, () -> roots.check(chain(LEAF, BETWEEN), NOW.minusSeconds(3_601)));
        assertThrows(Fault.class, () -> roots.check(chain(LEAF, BETWEEN), NOW.plus(Duration.ofDays(10))));
    }

    @Test
    void aHostThatVouchesIsAskedForNoIssuer() {
        assertDoesNotThrow(() -> Roots.HOST_VOUCHES.check(chain(LEAF), NOW));
    }

    @Test
    void thePlatformsRootsAreThoseThatItTrusts() throws Exception {
        TrustManagerFactory platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        platform.init((KeyStore) null);
        X509Certificate known = Arrays.stream(platform.getTrustManagers())
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                .filter(one -> one.getSigAlgName().equals("SHA256withRSA"))
                .findFirst()
                .orElseThrow();
        Instant then = known.getNotBefore().toInstant().plus(Duration.ofDays(1));
        assertDoesNotThrow(() -> Roots.publicOnes().check(List.of(known), then));
        assertThrows(Fault.class, () -> Roots.publicOnes().check(chain(LEAF, BETWEEN, ROOT), NOW));
    }
}
