package dev.holdfast.ops;

import dev.holdfast.ops.settings.DatabaseAddress;
import dev.holdfast.ops.settings.SslMode;
import java.util.HashMap;
import java.util.Map;

/** How Quarkus is told where PostgreSQL is: its reactive pool, and the JDBC pool that migrates. */
public final class DatasourceProperties {
    private DatasourceProperties() {}

    /** Keys and values of Quarkus' configuration; the password is among them. */
    public static Map<String, String> of(DatabaseAddress address) {
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.datasource.username", address.user());
        properties.put("quarkus.datasource.password", address.password());
        properties.put("quarkus.datasource.reactive.url", address.reactiveUrl());
        properties.put("quarkus.datasource.jdbc.url", address.jdbcUrl());
        if (address.rootCertificate() != null) {
            properties.put("quarkus.datasource.reactive.trust-certificate-pem", "true");
            properties.put(
                    "quarkus.datasource.reactive.trust-certificate-pem.certs",
                    address.rootCertificate().toString());
        }
        if (address.ssl() == SslMode.VERIFY_FULL) {
            properties.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        }
        return properties;
    }
}
