package dev.holdfast.ops.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is and who we are there.
 *
 * @param host a name or an address; an IPv6 address without brackets
 * @param password in clear; empty when none was given
 * @param rootCertificate PEM file that the server's certificate must lead to; null for the JVM's own
 */
public record DatabaseAddress(
        String host,
        int port,
        String database,
        String user,
        String password,
        SslMode ssl,
        @Nullable Path rootCertificate) {

    /** As in the configuration, password included. */
    public String url() {
        return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + hostAndPort() + "/" + encoded(database)
                + parameters();
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + hostAndPort() + "/" + encoded(database) + parameters();
    }

    /** For the reactive client, without user and password. */
    public String reactiveUrl() {
        return "postgresql://" + hostAndPort() + "/" + encoded(database) + "?sslmode=" + ssl.word();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + hostAndPort() + "/" + database;
    }

    private String parameters() {
        return "?sslmode=" + ssl.word()
                + (rootCertificate == null ? "" : "&sslrootcert=" + encoded(rootCertificate.toString()));
    }

    private String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
