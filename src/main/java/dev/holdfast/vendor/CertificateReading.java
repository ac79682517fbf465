package dev.holdfast.vendor;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * An X.509 certificate, its issuers after it, all in PEM.
 *
 * @param subject the name that it must be for; {@code *.} before a domain for any name under it
 * @param roots who must have issued it
 */
record CertificateReading(String subject, Roots roots) implements FetchedReading {
    private static final int DNS_NAME = 2;

    /** A chain is shorter. */
    private static final int MOST = 8;

    @Override
    public FetchedKey read(byte[] answer, Instant now) throws Fault {
        List<X509Certificate> chain = chain(answer);
        X509Certificate first = chain.get(0);
        boolean inTime = !now.isBefore(first.getNotBefore().toInstant())
                && now.isBefore(first.getNotAfter().toInstant());
        if (!inTime) {
            throw new Fault("is a certificate out of its time", "one that is valid now");
        }
        if (names(first).stream().noneMatch(this::fits)) {
            throw new Fault("is a certificate for somebody else", subject);
        }
        if (!(first.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < 2048) {
            throw new Fault("is a certificate with a weak key", "RSA of 2048 bits");
        }
        roots.check(chain, now);
        return FetchedKey.of(first.getPublicKey(), first.getNotAfter().toInstant(), now);
    }

    private static List<X509Certificate> chain(byte[] pem) throws Fault {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            all.forEach(one -> chain.add((X509Certificate) one));
        } catch (GeneralSecurityException | RuntimeException e) {
            // The JDK's reader throws unchecked too, over bytes that are no certificate.
            throw new Fault("is no certificate", "X.509 in PEM");
        }
        if (chain.isEmpty() || chain.size() > MOST) {
            throw new Fault("is no certificate with its issuers", "one to " + MOST);
        }
        return chain;
    }

    private boolean fits(String name) {
        return subject.startsWith("*.") ? name.endsWith(subject.substring(1)) : name.equals(subject);
    }

    private static List<String> names(X509Certificate certificate) throws Fault {
        List<String> names = new ArrayList<>();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(part.getValue()).toLowerCase(Locale.ROOT));
                }
            }
            Collection<List<?>> others = certificate.getSubjectAlternativeNames();
            for (List<?> other : others == null ? List.<List<?>>of() : others) {
                if (other.get(0).equals(DNS_NAME)) {
                    names.add(String.valueOf(other.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        } catch (InvalidNameException | GeneralSecurityException e) {
            throw new Fault("is a certificate whose names cannot be read", "plain names");
        }
        return names;
    }
}
