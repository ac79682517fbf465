package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom we may ask to come again: those that have been seen to. */
class ComesAgainTest {
    @Test
    void vendorsThatNeverTryAgainOrOnlyForSecondsAndPagesThatDoNotSayAreNotCountedOn() {
        Set<String> lost = VendorPages.load(Path.of("no", "pages", "of", "ours")).all().stream()
                .filter(vendor -> !vendor.comesAgain())
                .map(Vendor::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Set.of(
                        "cloudevents",
                        "generic",
                        "github",
                        "gitlab",
                        "merge",
                        "sentry",
                        "standard-webhooks",
                        "twilio",
                        "woocommerce",
                        "zoho-crm"),
                lost);
    }

    @ParameterizedTest
    @CsvSource({"0s, false", "59s, false", "1m, true", "3d, true"})
    void aMinuteIsTwiceWhatWeAskFor(String tries, boolean again) {
        Vendor vendor = Vendor.read("acme", "acme.yaml", """
                title: Acme
                retries-for: %s
                signature: { scheme: hmac, algorithm: sha256, value: header:X-Signature, encoding: hex, signed: "{body}", key: utf8 }
                event: { id: body:/id, type: body:/type }
                """.formatted(tries));
        assertEquals(again, vendor.comesAgain());
    }
}
