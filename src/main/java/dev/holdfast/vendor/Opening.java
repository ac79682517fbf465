package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import dev.holdfast.secret.Strength;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a page and a source together, and finds every mistake in the source before the first request does. */
final class Opening {
    /** One more than a rotation in the middle of a rotation needs. */
    private static final int MOST_SECRETS = 4;

    private final Page page;
    private final Source source;
    private final List<Secret> secrets;
    private final Map<String, Secret> credentials;
    private final boolean weakAllowed;
    private final List<Mistake> mistakes = new ArrayList<>();

    /** {@code weakAllowed} is for published test vectors, whose secrets nobody would take. */
    Opening(Page page, Source source, List<Secret> secrets, Map<String, Secret> credentials, boolean weakAllowed) {
        this.page = page;
        this.source = source;
        this.secrets = List.copyOf(secrets);
        this.credentials = Map.copyOf(credentials);
        this.weakAllowed = weakAllowed;
    }

    /** What is ready to verify. */
    record Opened(Settings settings, Map<String, Verifier> verifiers) {}

    /** Keys that the vendor serves are looked up in {@code cache}; {@code roots} issue its certificates. */
    Opened opened(KeyCache cache, Supplier<Roots> roots) {
        List<Signature> enabled = enabled();
        Settings settings = new Settings(
                source.name(),
                publicUrl(enabled),
                new Params(page, source.name(), source.params(), mistakes).read(PageUse.params(page, enabled)));
        enabled = enabled.stream()
                .map(signature -> signature.timed(stamp -> window(stamp, settings)))
                .toList();
        checkSecrets(enabled);
        checkCredentials(enabled);
        Fetching fetching = new Fetching(settings, credentials, cache, roots);
        Map<String, Verifier> verifiers = mistakes.isEmpty() ? verifiers(enabled, fetching) : Map.of();
        if (!mistakes.isEmpty()) {
            throw new Misconfigured(mistakes);
        }
        return new Opened(settings, verifiers);
    }

    private List<Signature> enabled() {
        Set<String> known = page.signatures().stream()
                .map(signature -> signature.terms().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String name : source.signatures()) {
            if (!known.contains(name)) {
                mistake("signatures", "'" + name + "' is no alternative of " + page.title(), String.join(", ", known));
            }
        }
        return page.signatures().stream()
                .filter(signature -> source.signatures().isEmpty()
                        ? !signature.terms().optIn()
                        : source.signatures().contains(signature.terms().name()))
                .toList();
    }

    private Signature.Stamp window(Signature.Stamp stamp, Settings settings) {
        List<String> given = stamp.setting() == null ? null : settings.params().get(stamp.setting());
        try {
            return given == null ? stamp : Windows.with(stamp, given.get(0));
        } catch (Fault fault) {
            mistake("params." + stamp.setting(), fault.fault(), fault.allowed());
            return stamp;
        }
    }

    private @Nullable String publicUrl(List<Signature> enabled) {
        URI url = source.publicUrl();
        if (url == null) {
            if (PageUse.signsUrl(enabled)) {
                mistake("public-url", "is missing: " + page.title() + " signs it", "the URL that the vendor was given");
            }
            return null;
        }
        if (url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getRawUserInfo() != null) {
            mistake("public-url", "is no plain URL", "scheme, host and path, as the vendor was given it");
        }
        return url.toString();
    }

    private void checkCredentials(List<Signature> enabled) {
        Set<String> needed = weakAllowed ? Set.of() : PageUse.pushCredentials(page, enabled);
        for (String name : needed) {
            if (!credentials.containsKey(name)) {
                mistake("credentials." + name, "is missing: " + page.title() + " asks for it", "a secret");
            }
        }
        Set<String> known = PageUse.credentials(page);
        credentials.forEach((name, secret) -> {
            if (!known.contains(name)) {
                String allowed = known.isEmpty() ? "none" : String.join(", ", Nearest.to(name, known));
                mistake("credentials." + name, "is no credential of " + page.title(), allowed);
            } else if (secret.reveal().isBlank()) {
                mistake("credentials." + name, "is empty", "a secret");
            }
        });
    }

    private void checkSecrets(List<Signature> enabled) {
        boolean allFetched = !enabled.isEmpty() && enabled.stream().allMatch(Fetching::isFetched);
        if (allFetched && !secrets.isEmpty()) {
            mistake("secrets", "is used by nothing: the vendor serves its keys", "none");
        }
        if (secrets.isEmpty() && !allFetched && !isOffered()) {
            mistake("secrets", "is empty: nobody could be told apart", "one; two while one takes over from the other");
        }
        if (secrets.size() > MOST_SECRETS) {
            mistake("secrets", "has " + secrets.size(), "at most " + MOST_SECRETS);
        }
        for (int i = 0; i < secrets.size() && !weakAllowed; i++) {
            Optional<String> fault = Strength.fault(secrets.get(i));
            if (fault.isPresent()) {
                mistake("secrets[" + i + "]", fault.get(), "the secret as the vendor shows it");
            }
        }
    }

    /** The alternatives that a secret fits; a secret that fits none is a mistake. */
    private Map<String, Verifier> verifiers(List<Signature> enabled, Fetching fetching) {
        Map<String, Verifier> verifiers = new LinkedHashMap<>();
        Keys keys = new Keys(secrets, weakAllowed, hasPublicKeys(enabled));
        for (Signature signature : enabled) {
            Verifier verifier = Fetching.isFetched(signature)
                    ? fetching.verifier(signature)
                    : keys.verifier(signature, page.split());
            if (verifier != null) {
                verifiers.put(signature.terms().name(), verifier);
            }
        }
        keys.unfit().forEach((index, fault) -> mistake("secrets[" + index + "]", fault.fault(), fault.allowed()));
        return verifiers;
    }

    /** The vendor brings the first secret itself: until then nothing is let in. */
    private boolean isOffered() {
        return page.handshakes().stream().anyMatch(Handshake.CaptureSecret.class::isInstance);
    }

    private static boolean hasPublicKeys(List<Signature> enabled) {
        return enabled.stream().anyMatch(Signature.PublicKey.class::isInstance);
    }

    private void mistake(String key, String fault, String allowed) {
        mistakes.add(new Mistake("", "holdfast.sources." + source.name() + "." + key, fault, allowed));
    }
}
