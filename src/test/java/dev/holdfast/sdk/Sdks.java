package dev.holdfast.sdk;

import java.util.List;

/** Every library that resolves from Maven Central. */
final class Sdks {
    private Sdks() {}

    static List<Sdk> all() {
        return List.of(
                new StripeSdk("whsec_0123456789abcdefghijklmnop"),
                new SlackSdk("8f742231b10e8888abcd99yyyzzz85a5"),
                new StandardSdk("standard-webhooks", "webhook", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
                new StandardSdk("finch", "Finch", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
                new SvixSdk("svix", "svix", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
                new SvixSdk("codat", "webhook", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
                new SquareSdk("a subscription's signature key"),
                new TwilioSdk("0123456789abcdef0123456789abcdef"),
                new AdyenSdk("0123456789ABCDEF".repeat(4)),
                new SendGridSdk());
    }
}
