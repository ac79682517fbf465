package dev.holdfast.process;

import java.util.List;

/** Sources whose vendors serve their keys, each with one that a test has for itself. */
final class KeyedSources {
    static final String SNS_HOST = "sns.us-east-1.amazonaws.com";
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:Orders";
    static final String CLIENT_SECRET = "CANARY-secret-of-the-client";

    /** Shaped like Plaid's, with keys on a host that no gateway leads to. */
    private static final String OWN_PAGE = """
            title: Own
            signature:
              scheme: jws
              algorithm: es256
              value: header:Plaid-Verification
              body-hash: /request_body_sha256
              timestamp: { at: claim:/iat, format: unix-seconds, tolerance: 5m }
              keys: { base-url: "https://%s", request: GET /keys, take: page:/key }
            event: { id: "{body|sha256-hex}", type: "text:own" }
            """;

    private KeyedSources() {}

    static ServiceSettings settings(Authority authority, KeyHost host, KeyHost impostor) {
        ServiceSettings settings = new ServiceSettings()
                .java(authority.javaOptions())
                .file("config/vendors/own-loopback.yaml", OWN_PAGE.formatted("127.0.0.1"))
                .file("config/vendors/own-metadata.yaml", OWN_PAGE.formatted("169.254.169.254"))
                .file("config/vendors/own-impostor.yaml", OWN_PAGE.formatted("keys.acme.example"))
                .source("loopback", "vendor: own-loopback")
                .source("metadata", "vendor: own-metadata")
                .source("impostor", "vendor: own-impostor")
                .source("sns", "vendor: aws-sns, params: { topics: [\"" + TOPIC + "\"] }")
                .source("paypal", "vendor: paypal, params: { webhook-id: \"0EH40505U7160970P\" }")
                .environment("PLAID_SECRET", CLIENT_SECRET)
                .set(
                        "holdfast.egress.gateways",
                        "production.plaid.com=" + host.address() + "," + SNS_HOST + "=" + host.address()
                                + ",api.paypal.com=" + host.address() + ",keys.acme.example=" + impostor.address())
                .set("holdfast.shutdown.delay", "0s");
        for (String name : List.of("once", "many", "rotated", "forged", "faults", "flooded", "quiet", "stopped")) {
            settings.source(
                    name,
                    "vendor: plaid, credentials: { client-id: \"a client of the test\", secret: \"env:PLAID_SECRET\" }");
        }
        return settings;
    }
}
