package dev.holdfast.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.VendorPages;
import java.net.URI;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Hundreds of changed requests a library: what it refuses we refuse, and where we refuse more, it is written down why. */
@ResourceLock("the platform's providers")
class SdkMutationsTest {
    private static final int COUNT = 400;
    private static final VendorPages PAGES = VendorPages.builtIn();

    @BeforeAll
    static void sendGridAsksForBouncyCastleByName() {
        Security.addProvider(new BouncyCastleProvider());
    }

    @AfterAll
    static void othersHaveThePlatformsAlone() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
    }

    @TestFactory
    Stream<DynamicTest> theLibraryAndTheDoorAgree() {
        return Sdks.all().stream().map(sdk -> dynamicTest(sdk.vendor(), () -> agree(sdk)));
    }

    private static void agree(Sdk sdk) throws Exception {
        // The libraries know one clock, the machine's; no mutation lies within minutes of a window's edge.
        Instant now = Instant.now();
        Door door = door(sdk);
        List<Mutation> mutations = Mutation.of(sdk, now.getEpochSecond(), COUNT, 7);
        Map<String, String> weTakeMore = new TreeMap<>();
        Set<String> weRefuseMore = new TreeSet<>();
        int taken = 0;
        for (Mutation mutation : mutations) {
            boolean theirs = takes(sdk, mutation.sent());
            boolean ours = door.admit(mutation.sent().request(now), now) instanceof Outcome.Admitted;
            taken += ours ? 1 : 0;
            if (ours && !theirs) {
                weTakeMore.put(mutation.name(), mutation.sent().toString());
            } else if (theirs && !ours) {
                weRefuseMore.add(mutation.name());
            }
        }
        assertEquals(Map.of(), weTakeMore);
        weRefuseMore.removeAll(sdk.stricter().keySet());
        assertEquals(Set.of(), weRefuseMore, "where we refuse more, and nothing says why");
        int all = mutations.size();
        int held = taken;
        assertTrue(taken >= all / 40 && taken < all * 3 / 4, () -> held + " of " + all + " taken: a test of nothing");
    }

    private static boolean takes(Sdk sdk, Sent sent) {
        try {
            return sdk.takes(sent);
        } catch (Exception e) {
            return false;
        }
    }

    private static Door door(Sdk sdk) {
        Source source =
                new Source("src", sdk.vendor(), List.of(), Map.of(), List.of(), URI.create(Sdk.URL), 1 << 20, null);
        return Door.open(PAGES.named(sdk.vendor(), "vendor"), source, List.of(Secret.of(sdk.secret())));
    }
}
