package dev.holdfast.corpus;

import dev.holdfast.process.Database;
import dev.holdfast.process.ServiceSettings;

/** The sources that the corpus posts to: every signing grammar once, no target, and a log that says all it can. */
final class HostileSettings {
    private static final String OWN = """
            title: An operator's own vendor
            signature:
              scheme: hmac
              algorithm: sha256
              value: header:X-Own-Signature#sig
              encoding: hex
              signed: "{timestamp}.{body}"
              timestamp: { at: header:X-Own-Signature#ts, format: unix-seconds, tolerance: 5m }
              key: utf8
            split: body:/events/*
            event:
              id: item:/uuid
              type: "{item:/kind}.{item:/verb}"
              time: { at: item:/at, format: iso }
            """;
    private static final String EQUALS = """
            title: A vendor with a password
            signature: { scheme: equals, value: header:Authorization, prefix: "%s ", %s weakness: it proves the sender and not the body }
            split: body:/events/*
            event: { id: item:/uuid, type: item:/kind, time: { at: item:/at, format: iso } }
            """;

    private static final String TOKEN = """
            title: A vendor with tokens
            signature:
              scheme: jws
              algorithm: es256
              value: header:X-Token
              body-hash: /request_body_sha256
              timestamp: { at: claim:/iat, format: unix-seconds, tolerance: 5m }
              keys: { base-url: "https://keys.invalid", request: POST /key, json: { kid: "{kid}" }, take: page:/key }
            event: { id: body:/id, type: body:/type }
            """;

    private HostileSettings() {}

    static ServiceSettings of(Database database) {
        return new ServiceSettings()
                .database(database)
                .file("config/vendors/own.yaml", OWN)
                .file("config/vendors/own-basic.yaml", EQUALS.formatted("Basic", "encoding: base64,"))
                .file("config/vendors/own-bearer.yaml", EQUALS.formatted("Bearer", ""))
                .source(
                        Scheme.STRIPE.source(),
                        "vendor: stripe, secrets: [\"" + Scheme.TEXT_SECRET + "\", \"" + SchemeCases.OLD_SECRET + "\"]")
                .source(Scheme.GITHUB.source(), "vendor: github, " + secret(Scheme.TEXT_SECRET))
                .source(Scheme.SLACK.source(), "vendor: slack, " + secret(Scheme.TEXT_SECRET))
                .source(Scheme.SHOPIFY.source(), "vendor: shopify, " + secret(Scheme.TEXT_SECRET))
                .source(Scheme.STANDARD.source(), "vendor: standard-webhooks, " + secret(Scheme.STANDARD_SECRET))
                .source(Scheme.OWN.source(), "vendor: own, " + secret(Scheme.TEXT_SECRET))
                .file("config/vendors/own-token.yaml", TOKEN)
                .source("hostile-ed25519", "vendor: standard-webhooks, " + secret(KeyCases.publicKey()))
                .source("hostile-sns", "vendor: aws-sns, params: { topics: [\"" + KeyCases.SNS_TOPIC + "\"] }")
                .source("hostile-jws", "vendor: own-token")
                .source(
                        "hostile-meta",
                        "vendor: meta, credentials: { verify-token: \"" + SchemeCases.OLD_SECRET + "\" }, "
                                + secret(Scheme.TEXT_SECRET))
                .source("hostile-basic", "vendor: own-basic, " + secret(SchemeCases.PASSWORD))
                .source("hostile-bearer", "vendor: own-bearer, " + secret(SchemeCases.TOKEN))
                .set("quarkus.log.category.\"dev.holdfast\".level", "DEBUG");
    }

    private static String secret(String secret) {
        return "secrets: [\"" + secret + "\"]";
    }
}
