package dev.holdfast.vendor;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Who may issue a vendor's certificate. */
final class Roots {
    /** Nobody is asked: the pinned host that serves the certificate, over TLS, vouches for it. */
    static final Roots HOST_VOUCHES = new Roots(null);

    private final @Nullable Set<TrustAnchor> anchors;

    private Roots(@Nullable Set<TrustAnchor> anchors) {
        this.anchors = anchors;
    }

    static Roots of(Collection<X509Certificate> certificates) {
        return new Roots(certificates.stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Those that the Java platform trusts. */
    static Roots publicOnes() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return of(Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's certificates cannot be read", e);
        }
    }

    /** Throws unless the chain, its leaf first, leads to one of them. Revocation is not asked for: a day is the longest. */
    void check(List<X509Certificate> chain, Instant now) throws Fault {
        if (anchors == null) {
            return;
        }
        List<X509Certificate> below = chain.stream()
                .filter(one -> chain.indexOf(one) == 0 || !isAnchor(one))
                .toList();
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
        } catch (GeneralSecurityException e) {
            throw new Fault("is a certificate that nobody known issued", "one that a public authority issued");
        }
    }

    private boolean isAnchor(X509Certificate certificate) {
        return anchors != null && anchors.stream().anyMatch(anchor -> certificate.equals(anchor.getTrustedCert()));
    }
}
