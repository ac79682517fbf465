package dev.holdfast.vendor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vendor: its page and the name that sources call it by. */
public final class Vendor {
    /** Twice the longest that we ask anybody to wait. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final String name;
    private final Page page;

    Vendor(String name, Page page) {
        this.name = name;
        this.page = page;
    }

    /**
     * Reads a page.
     *
     * @param name that sources call it by
     * @param file where the text is from, for messages
     * @throws Misconfigured with every mistake of the page
     */
    static Vendor read(String name, String file, String text) {
        Mistakes mistakes = new Mistakes(file);
        Page page = PageFile.compose(text, mistakes).map(Page::read).orElse(null);
        if (page == null || !mistakes.none()) {
            throw new Misconfigured(mistakes.found());
        }
        return new Vendor(name, page);
    }

    /** The name that sources call it by, as in {@code stripe}. */
    public String name() {
        return name;
    }

    /** The vendor's own name, as in {@code Stripe}. */
    public String title() {
        return page.title();
    }

    /** Where the vendor documents what the page says; may be empty. */
    public List<String> docs() {
        return page.docs();
    }

    /** How long the vendor waits for an answer. */
    public Duration answerWithin() {
        return page.answerWithin();
    }

    /** How long the vendor tries again; zero for never, empty when it is not known. */
    public Optional<Duration> retriesFor() {
        return Optional.ofNullable(page.retriesFor());
    }

    /** Whether what it was told to send later will come again: it tries for longer than we ask it to wait. False when it is not known. */
    public boolean comesAgain() {
        Duration tries = page.retriesFor();
        return tries != null && tries.compareTo(PATIENT) >= 0;
    }

    /** How long a window stays open in which the vendor may bring the secret itself; empty when it brings none. */
    public Optional<Duration> captureWindow() {
        return page.handshakes().stream()
                .filter(Handshake.CaptureSecret.class::isInstance)
                .map(handshake -> ((Handshake.CaptureSecret) handshake).openFor())
                .findFirst();
    }

    /** What each signature alternative does not prove, by its name, in the order of the page; often empty. */
    public Map<String, String> weaknesses() {
        Map<String, String> weaknesses = new LinkedHashMap<>();
        for (Signature signature : page.signatures()) {
            @Nullable String weakness = signature.terms().weakness();
            if (weakness != null) {
                weaknesses.put(signature.terms().name(), weakness);
            }
        }
        return weaknesses;
    }

    /** Whether the page says how to fetch what never arrived: see {@link Pull#open}. */
    public boolean pulls() {
        return page.pull() != null;
    }

    /**
     * Names of the credentials that the page knows: a source that names another has made a mistake. Which of them are
     * needed says the contract of a pull, and the door of a push.
     */
    public Set<String> credentialNames() {
        Set<String> names = new LinkedHashSet<>();
        page.signatures().forEach(signature -> names.addAll(Fetching.credentials(signature)));
        boolean tokens = page.handshakes().stream()
                .anyMatch(handshake -> handshake instanceof Handshake.Answering answering && answering.token() != null);
        if (tokens) {
            names.add("verify-token");
        }
        if (page.pull() != null) {
            names.addAll(page.pull().allCredentials());
        }
        return names;
    }

    Page page() {
        return page;
    }

    @Override
    public String toString() {
        return name;
    }
}
