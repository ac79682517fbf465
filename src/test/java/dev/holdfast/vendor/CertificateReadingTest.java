package dev.holdfast.vendor;

import static dev.holdfast.vendor.Issuer.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.vendor.Issuer.Wish;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a vendor's certificate must be: for the vendor, in its time, strong, and from an issuer that is trusted. */
class CertificateReadingTest {
    private static final Issuer ROOT = Issuer.root("root");
    private static final Issuer BETWEEN = ROOT.intermediate("between");
    private static final Issuer LEAF = BETWEEN.issue(Wish.leaf("Hooks.Example"));
    private static final Roots ROOTS = Roots.of(List.of(ROOT.certificate()));

    private static byte[] pem(List<Issuer> chain) throws Exception {
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        for (Issuer one : chain) {
            String text =
                    Base64.getMimeEncoder().encodeToString(one.certificate().getEncoded());
            pem.writeBytes(("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return pem.toByteArray();
    }

    private static FetchedKey read(String subject, Instant now, Issuer... chain) throws Exception {
        return new CertificateReading(subject, ROOTS).read(pem(List.of(chain)), now);
    }

    private static void refused(String why, String subject, Instant now, Issuer... chain) {
        Fault fault = assertThrows(Fault.class, () -> read(subject, now, chain));
        assertEquals(why, fault.fault());
    }

    @Test
    void aChainThatATrustedRootEndsIsAKey() throws Exception {
        FetchedKey key = read("hooks.example", NOW, LEAF, BETWEEN, ROOT);
        assertEquals(LEAF.keys().getPublic(), key.key());
        assertEquals(NOW.plus(Duration.ofHours(24)), key.until());
    }

    @Test
    void aKeyIsBelievedNoLongerThanItsCertificate() throws Exception {
        Instant end = LEAF.certificate().getNotAfter().toInstant();
        assertEquals(
                end, read("hooks.example", end.minusSeconds(1), LEAF, BETWEEN).until());
        refused("is a certificate out of its time", "hooks.example", end, LEAF, BETWEEN);
        Instant begin = LEAF.certificate().getNotBefore().toInstant();
        assertEquals(
                begin.plus(Duration.ofHours(24)),
                read("hooks.example", begin, LEAF, BETWEEN).until());
        refused("is a certificate out of its time", "hooks.example", begin.minusMillis(1), LEAF, BETWEEN);
    }

    @Test
    void aChainInAnotherOrderIsForItsFirst() {
        refused("is a certificate for somebody else", "hooks.example", NOW, BETWEEN, LEAF);
        refused("is a certificate that nobody known issued", "between", NOW, BETWEEN, LEAF);
        refused("is a certificate that nobody known issued", "hooks.example", NOW, LEAF);
    }

    @Test
    void aNameIsTheSubjectsOrAnotherOfIt() throws Exception {
        Issuer both = BETWEEN.issue(Wish.leaf("one.example").alternative("A.Two.example"));
        for (String good : List.of("one.example", "a.two.example", "*.two.example", "*.example")) {
            assertEquals(both.keys().getPublic(), read(good, NOW, both, BETWEEN).key(), good);
        }
        for (String bad : List.of("two.example", "*.one.example", "*.three.example", "example", "one.exampl")) {
            refused("is a certificate for somebody else", bad, NOW, both, BETWEEN);
        }
    }

    @Test
    void aWeakKeyIsNone() {
        Issuer weak = BETWEEN.issue(Wish.leaf("hooks.example").bits(1024));
        refused("is a certificate with a weak key", "hooks.example", NOW, weak, BETWEEN);
    }

    @Test
    void aChainIsShort() {
        Issuer[] eight = Collections.nCopies(8, LEAF).toArray(Issuer[]::new);
        refused("is a certificate that nobody known issued", "hooks.example", NOW, eight);
        Issuer[] nine = Collections.nCopies(9, LEAF).toArray(Issuer[]::new);
        refused("is no certificate with its issuers", "hooks.example", NOW, nine);
        refused("is no certificate with its issuers", "hooks.example", NOW);
    }
}
