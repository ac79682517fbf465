package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests and sources as tests write them. */
final class Requests {
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);
    static final VendorPages PAGES = VendorPages.builtIn();

    private Requests() {}

    record Pairs(List<Map.Entry<String, String>> entries) implements Headers {
        @Override
        public List<String> all(String name) {
            return entries.stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /** Names and values in turn. */
    static Headers headers(String... namesAndValues) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Pairs(entries);
    }

    static Request post(String body, String... headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Request post(byte[] body, String... headers) {
        return new Request("POST", null, headers(headers), body, NOW);
    }

    static Source source(String name, String vendor) {
        return new Source(
                name,
                vendor,
                List.of(),
                Map.of(),
                List.of(),
                URI.create("https://hooks.example.com/in"),
                1 << 20,
                null);
    }

    static Door door(String vendor, String... secrets) {
        return Door.open(PAGES.named(vendor, "vendor"), source("src", vendor), secrets(secrets));
    }

    /** The door of a page that a test writes. */
    static Door doorOf(String page, String... secrets) {
        return Door.open(Vendor.read("own", "own.yaml", page), source("src", "own"), secrets(secrets));
    }

    static List<Secret> secrets(String... secrets) {
        return List.of(secrets).stream().map(Secret::of).toList();
    }

    static String hmacHex(String key, String text) {
        return hmacHex(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static String hmacHex(String key, byte[] bytes) {
        return java.util.HexFormat.of().formatHex(hmac(key.getBytes(StandardCharsets.UTF_8), bytes));
    }

    static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
