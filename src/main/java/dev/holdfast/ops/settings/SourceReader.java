package dev.holdfast.ops.settings;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.holdfast.target.TargetUrl;
import dev.holdfast.vendor.Source;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code holdfast.sources}. */
final class SourceReader {
    /** The largest payload that any vendor is known to send. */
    private static final long MOST_BODY = 25L << 20;

    private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Reading<Duration> REMEMBERED = Grammar.duration(ofMinutes(1), ofDays(3650));

    private final Vendors vendors;
    private final Map<String, ReconcileSettings> reconcile;

    SourceReader(Vendors vendors, Map<String, ReconcileSettings> reconcile) {
        this.vendors = vendors;
        this.reconcile = reconcile;
    }

    Map<String, Source> read(Map<String, Section> sections) {
        Map<String, Source> sources = new LinkedHashMap<>();
        sections.forEach((name, section) -> {
            Source source = source(name, section);
            Section pull = section.section("reconcile");
            ReconcileSettings fetching = section.has("reconcile") ? reconcile(pull) : null;
            if (!source.vendor().isEmpty()) {
                vendors.faults(source).forEach(section::mistakeLine);
                sources.put(name, source);
                if (fetching != null) {
                    vendors.faults(source, fetching).forEach(section::mistakeLine);
                    reconcile.put(name, fetching);
                }
            }
        });
        return sources;
    }

    private Source source(String name, Section section) {
        String vendor = section.need("vendor", "the name of a vendor's page", Grammar.known("vendor", vendors.names()));
        return new Source(
                name,
                vendor == null ? "" : vendor,
                section.list("secrets", Secret.reference()),
                credentials(section),
                section.free("params"),
                section.list("signatures", Grammar.anything()),
                section.find("public-url", Url.http()),
                section.get("max-body", 1L << 20, Grammar.size(1, MOST_BODY)).intValue(),
                section.find("freshness", Grammar.duration(ofMinutes(1), ofDays(365))));
    }

    private static ReconcileSettings reconcile(Section section) {
        return new ReconcileSettings(
                section.get("every", ofMinutes(15), Grammar.duration(ofSeconds(1), ofDays(30))),
                section.find("lookback", Grammar.duration(ofMinutes(1), ofDays(3650))),
                section.find("overlap", Grammar.duration(Duration.ZERO, ofDays(30))),
                section.find("lag", Grammar.duration(Duration.ZERO, ofDays(1))),
                baseUrl(section),
                credentials(section),
                section.free("params"),
                section.list("lists", Grammar.anything()),
                section.list("types", RouteReader::pattern),
                remembers(section),
                section.find("budget-share", Grammar.percent()),
                section.find("account", SourceReader::account));
    }

    private static String account(String text) throws Fault {
        if (!ACCOUNT.matcher(text).matches()) {
            throw new Fault("is no name", "a-z, 0-9 and -, a letter first, at most 32 characters");
        }
        return text;
    }

    /** By list; which lists there are is the page's to say. */
    private static Map<String, Duration> remembers(Section section) {
        Map<String, Duration> remembers = new LinkedHashMap<>();
        section.free("remembers").forEach((list, value) -> {
            try {
                remembers.put(list, REMEMBERED.of(String.valueOf(value).strip()));
            } catch (Fault fault) {
                section.mistake("remembers." + list, fault.fault(), fault.allowed());
            }
        });
        return Map.copyOf(remembers);
    }

    private static @Nullable URI baseUrl(Section section) {
        TargetUrl url = section.find("base-url", Url.target());
        return url == null ? null : url.uri();
    }

    /** References by name; which names a page knows is the page's to say. */
    private static Map<String, String> credentials(Section section) {
        Map<String, String> credentials = new LinkedHashMap<>();
        section.free("credentials").forEach((name, value) -> {
            try {
                if (!(value instanceof String)) {
                    throw new Fault("is a list or a mapping", "a single reference to a secret");
                }
                credentials.put(name, Secret.reference().of(((String) value).strip()));
            } catch (Fault fault) {
                section.mistake("credentials." + name, fault.fault(), fault.allowed());
            }
        });
        return Map.copyOf(credentials);
    }
}
