package dev.holdfast.ops.settings;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.holdfast.secret.SecretUnavailable;
import dev.holdfast.secret.Secrets;
import dev.holdfast.target.SigningKey;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.target.TargetUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code holdfast.targets}. */
final class TargetReader {
    private static final String SECRET =
            "a secret to sign with: whsec_… or whsk_…, or a reference such as env:NAME or file:PATH";

    private final Secrets store;

    TargetReader(Secrets store) {
        this.store = store;
    }

    Map<String, TargetSettings> read(Map<String, Section> sections) {
        Map<String, TargetSettings> targets = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            TargetUrl url = section.need("url", "http://host:port/path or https://…", Url.target());
            List<SigningKey> keys = keys(section);
            List<Duration> retries = section.list("retries", Grammar.duration(ofMillis(1), ofDays(30)));
            Duration timeout = section.get("timeout", ofSeconds(10), Grammar.duration(ofSeconds(1), ofMinutes(5)));
            int maxInFlight = section.get("max-in-flight", 64, Grammar.number(1, 10_000));
            double rate = section.get("rate", 0d, Grammar.rate());
            Duration breakerDelay = section.get(
                    "breaker-delay",
                    TargetSettings.DEFAULT_BREAKER_DELAY,
                    Grammar.duration(ofMillis(100), ofMinutes(5)));
            if (url != null) {
                targets.put(
                        name,
                        new TargetSettings(
                                name,
                                url,
                                keys,
                                timeout,
                                maxInFlight,
                                rate,
                                retries.isEmpty() ? TargetSettings.DEFAULT_RETRIES : retries,
                                breakerDelay));
            }
        });
        return targets;
    }

    private List<SigningKey> keys(Section section) {
        List<SigningKey> keys = new ArrayList<>();
        for (String reference : secrets(section)) {
            try {
                keys.add(SigningKey.parse(store.read(reference).reveal()));
            } catch (SecretUnavailable | IllegalArgumentException e) {
                section.mistake("secret", String.valueOf(e.getMessage()), SECRET);
            }
        }
        return keys;
    }

    private static List<String> secrets(Section section) {
        List<String> secrets = new ArrayList<>();
        String one = section.find("secret", Secret.reference());
        List<String> several = section.some("secrets", Secret.reference());
        if (one != null) {
            secrets.add(one);
        }
        if (one != null && !several.isEmpty()) {
            section.mistake("secrets", "stands beside secret", "one of the two");
        } else if (several.isEmpty() && !section.isThere("secret") && !section.isThere("secrets")) {
            section.mistake("secret", "is missing", SECRET);
        }
        secrets.addAll(several);
        return List.copyOf(secrets);
    }
}
