package dev.holdfast.vendor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** A certificate with its private key, which issues others. The JDK reads certificates and makes none. */
record Issuer(X509Certificate certificate, KeyPair keys) {
    static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");
    private static final AtomicLong SERIAL = new AtomicLong();
    private static final AlgorithmIdentifier SHA256_RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

    /** What stands in a certificate; good from an hour before {@link #NOW} on. */
    record Wish(String name, boolean issues, Duration good, int bits, String alternative) {
        static Wish root(String name) {
            return new Wish(name, true, Duration.ofDays(900), 2048, null);
        }

        static Wish leaf(String name) {
            return new Wish(name, false, Duration.ofDays(9), 2048, null);
        }

        Wish good(Duration time) {
            return new Wish(name, issues, time, bits, alternative);
        }

        Wish bits(int size) {
            return new Wish(name, issues, good, size, alternative);
        }

        /** With a DNS name beside the subject. */
        Wish alternative(String dns) {
            return new Wish(name, issues, good, bits, dns);
        }
    }

    static Issuer root(String name) {
        KeyPair keys = keys(2048);
        return new Issuer(signed(Wish.root(name), keys, name, keys), keys);
    }

    /** One that issues for this one. */
    Issuer intermediate(String name) {
        return issue(Wish.root(name));
    }

    Issuer issue(Wish wish) {
        KeyPair own = keys(wish.bits());
        String issuer = certificate.getSubjectX500Principal().getName();
        return new Issuer(signed(wish, own, issuer.substring("CN=".length()), keys), own);
    }

    private static KeyPair keys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate signed(Wish wish, KeyPair own, String issuer, KeyPair by) {
        V3TBSCertificateGenerator fields = new V3TBSCertificateGenerator();
        fields.setSerialNumber(new ASN1Integer(BigInteger.valueOf(SERIAL.incrementAndGet())));
        fields.setSignature(SHA256_RSA);
        fields.setIssuer(new X500Name("CN=" + issuer));
        fields.setSubject(new X500Name("CN=" + wish.name()));
        Instant from = NOW.minusSeconds(3_600);
        fields.setStartDate(new Time(Date.from(from)));
        fields.setEndDate(new Time(Date.from(from.plus(wish.good()))));
        fields.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
        try {
            fields.setExtensions(extensions(wish));
            TBSCertificate body = fields.generateTBSCertificate();
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(by.getPrivate());
            signature.update(body.getEncoded());
            ASN1EncodableVector whole = new ASN1EncodableVector();
            whole.add(body);
            whole.add(SHA256_RSA);
            whole.add(new DERBitString(signature.sign()));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Extensions extensions(Wish wish) throws IOException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.issues()));
        if (wish.alternative() != null) {
            GeneralName name = new GeneralName(GeneralName.dNSName, wish.alternative());
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
        }
        return extensions.generate();
    }
}
