package dev.holdfast.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of the test's own, made with the JDK's {@code keytool}. */
final class Authority {
    private static final String PASSWORD = "only-a-test";
    private static final String ROOT = "root";

    private final Path dir;

    /** A new authority, its files in a directory. */
    Authority(Path dir) {
        this.dir = dir;
        generate(ROOT, "CN=Authority of a test", "-ext", "bc:c");
        keytool("-exportcert", "-rfc", "-alias", ROOT, "-file", file("root.pem"), "-keystore", store(ROOT));
        keytool("-importcert", "-noprompt", "-alias", ROOT, "-file", file("root.pem"), "-keystore", file("trust.p12"));
    }

    /** What makes a service trust this authority and no other. */
    String[] javaOptions() {
        return new String[] {
            "-Djavax.net.ssl.trustStore=" + file("trust.p12"), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
        };
    }

    /** Somebody certified for names, the first of which is its common name. */
    Certified certify(String alias, String... names) {
        String san = "san="
                + String.join(
                        ",",
                        java.util.Arrays.stream(names)
                                .map(name -> "dns:" + name)
                                .toList());
        generate(alias, "CN=" + names[0]);
        keytool("-certreq", "-alias", alias, "-file", file(alias + ".csr"), "-keystore", store(alias));
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                ROOT,
                "-infile",
                file(alias + ".csr"),
                "-outfile",
                file(alias + ".pem"),
                "-ext",
                san,
                "-validity",
                "2",
                "-keystore",
                store(ROOT));
        keytool("-importcert", "-noprompt", "-alias", ROOT, "-file", file("root.pem"), "-keystore", store(alias));
        keytool("-importcert", "-noprompt", "-alias", alias, "-file", file(alias + ".pem"), "-keystore", store(alias));
        return new Certified(read(store(alias)), alias);
    }

    /** A key and the chain that certifies it. */
    record Certified(KeyStore store, String alias) {
        /** RSA with SHA-256 over a text, in base64. */
        String signature(String text) throws GeneralSecurityException {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign((PrivateKey) store.getKey(alias, PASSWORD.toCharArray()));
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        }

        /** The certificate and its issuer. */
        String pem() throws GeneralSecurityException {
            StringBuilder pem = new StringBuilder();
            for (Certificate one : store.getCertificateChain(alias)) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(one.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            return pem.toString();
        }

        /** What a server of its names speaks TLS with. */
        SSLContext tls() throws GeneralSecurityException {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        }
    }

    private void generate(String alias, String name, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-dname",
                name,
                "-keystore",
                store(alias)));
        arguments.addAll(List.of(further));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Path log = dir.resolve("keytool.log");
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String store(String alias) {
        return file(alias + ".p12");
    }

    private String file(String name) {
        return dir.resolve(name).toString();
    }
}
