package dev.holdfast.vendor;

import dev.holdfast.event.Item;
import dev.holdfast.event.RawDelivery;
import dev.holdfast.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door of one source: who may come in, and what it is that came. Decides and never waits; may be used by many
 * threads at once.
 *
 * <pre>
 *   request ─► unsigned handshake? ─► signature ─► signed handshake? ─► items
 *               Answered, Offered      Refused,        Answered        Admitted
 *                                      Wanting
 * </pre>
 */
public final class Door {
    private final Vendor vendor;
    private final Settings settings;
    private final Map<String, Verifier> verifiers;
    private final KeyCache keys;
    private final Greeter greeter;
    private final Items items;
    private final Keeping keeping;

    private Door(
            Vendor vendor, Opening opening, Map<String, Secret> credentials, KeyCache keys, Supplier<Roots> roots) {
        Opening.Opened opened = opening.opened(keys, roots);
        this.vendor = vendor;
        this.settings = opened.settings();
        this.verifiers = opened.verifiers();
        this.keys = keys;
        this.greeter = new Greeter(vendor.page().handshakes(), credentials.get(Greeter.TOKEN), verifiers.isEmpty());
        this.items = new Items(vendor.page(), settings.source());
        this.keeping = new Keeping(vendor.page(), settings);
    }

    /**
     * The door of a source without credentials, with a cache of its own.
     *
     * @param secrets in the order of the source; any one may match
     * @throws Misconfigured with every mistake of the source: secrets that are none, parameters, alternatives, the URL
     */
    public static Door open(Vendor page, Source source, List<Secret> secrets) {
        return open(page, source, secrets, Map.of(), new KeyCache());
    }

    /**
     * The door of a source.
     *
     * @param secrets in the order of the source; any one may match. None for vendors that serve their keys
     * @param credentials by name: {@code verify-token} for handshakes that ask for one, and what the page's {@code keys}
     *     name
     * @param keys shared with other doors, so that one fetch serves all
     * @throws Misconfigured with every mistake of the source: secrets that are none, parameters, alternatives, the URL
     */
    public static Door open(
            Vendor page, Source source, List<Secret> secrets, Map<String, Secret> credentials, KeyCache keys) {
        Opening opening = new Opening(page.page(), source, secrets, credentials, false);
        return new Door(page, opening, credentials, keys, Roots::publicOnes);
    }

    /** The same for published test vectors: secrets that are too short to be any, certificates of their own. */
    static Door openForVectors(
            Vendor page, Source source, List<Secret> secrets, Map<String, Secret> credentials, Roots roots) {
        Opening opening = new Opening(page.page(), source, secrets, credentials, true);
        return new Door(page, opening, credentials, new KeyCache(), () -> roots);
    }

    /** Name of the vendor's page. */
    public String page() {
        return vendor.name();
    }

    /** How long the vendor waits for an answer. */
    public Duration answerWithin() {
        return vendor.answerWithin();
    }

    /** Those of the vendor's deliveries, and what its handshakes use. */
    public Set<String> methods() {
        Set<String> methods = new LinkedHashSet<>(vendor.page().methods());
        vendor.page()
                .handshakes()
                .forEach(handshake -> methods.add(handshake.occasion().method()));
        return methods;
    }

    /**
     * What to make of a request. Never throws: a fault of ours before the signature held refuses, and one after it
     * quarantines, because the vendor would not send the event again.
     *
     * @param now by our clock, for the window of signed times
     */
    public Outcome admit(Request request, Instant now) {
        return admit(new Scope(request, settings), now, Witness.NOBODY);
    }

    /** The same, step by step and in words, for the person whose request it is. */
    public Explanation explain(Request request, Instant now) {
        Scope scope = new Scope(request, settings);
        Explainer explainer = new Explainer(vendor.page(), verifiers.keySet(), scope, now);
        return explainer.explained(admit(scope, now, explainer));
    }

    private Outcome admit(Scope scope, Instant now, Witness witness) {
        Verified verified;
        try {
            Optional<Outcome> greeted = greeter.greet(scope, false);
            if (greeted.isPresent()) {
                witness.greeted(false, greeted.get());
                return greeted.get();
            }
            if (!vendor.page().methods().contains(scope.request().method()) && !greeter.isSignedGreeting(scope)) {
                return new Outcome.Refused(Cause.HANDSHAKE_REFUSED);
            }
            verified = verify(scope, now, witness);
        } catch (RuntimeException | StackOverflowError e) {
            witness.broke(e);
            return new Outcome.Refused(Cause.VERIFIER_FAILED);
        }
        if (verified.held() != null) {
            return admitted(scope, verified, witness);
        }
        KeyRequest wanted = verified.wanted();
        return wanted == null ? new Outcome.Refused(verified.cause()) : new Outcome.Wanting(wanted);
    }

    /** What is worth keeping of a request: enough for {@link #reread}, and nothing that proves who is speaking. */
    public RawDelivery kept(Request request) {
        return keeping.kept(request);
    }

    /**
     * What the page, as it is now, makes of a delivery that was authentic when it came. Never throws.
     *
     * <p>No signature is looked at: its time has passed and it was not kept. For the same reason the time of arrival
     * stands for a signed time; an id with that time in it is none any more.
     *
     * @return the items in the order of the body, each understood or in quarantine; none when the request is a handshake
     */
    public List<Item> reread(RawDelivery kept) {
        Request again = new Request(
                kept.method(), kept.query(), new ListedHeaders(kept.headers()), kept.body(), kept.received());
        Scope scope = new Scope(again, settings).with(new Scope.Signed(null, kept.received(), new byte[0]));
        try {
            boolean greeting = greeter.greet(scope, false).isPresent()
                    || greeter.greet(scope, true).isPresent();
            return greeting ? List.of() : itemsOf(scope);
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(faulty(scope, e));
        }
    }

    /**
     * Keeps what the vendor answered to a request for a key.
     *
     * @return whether it holds a key
     */
    public boolean keep(KeyRequest request, byte[] answer, Instant now) {
        return keys.keep(request, answer, now);
    }

    /** Notes that the vendor has no such key. */
    public void nothing(KeyRequest request, Instant now) {
        keys.nothing(request, now);
    }

    /** What came of all alternatives; {@code wanted} by the first that needs a key. */
    private record Verified(
            String alternative,
            Verdict.@Nullable Held held,
            @Nullable KeyRequest wanted,
            Cause cause) {}

    private Verified verify(Scope scope, Instant now, Witness witness) {
        Cause cause = Cause.SIGNATURE_MISSING;
        KeyRequest wanted = null;
        for (Map.Entry<String, Verifier> alternative : verifiers.entrySet()) {
            Verdict verdict = alternative.getValue().verify(scope, now);
            witness.judged(alternative.getKey(), verdict);
            if (verdict instanceof Verdict.Held held) {
                return new Verified(alternative.getKey(), held, null, cause);
            }
            if (verdict instanceof Verdict.Not not) {
                cause = Verdict.further(cause, not.cause());
            } else if (verdict instanceof Verdict.Wants wants && wanted == null) {
                wanted = wants.request();
            }
        }
        return new Verified("", null, wanted, cause);
    }

    private Outcome admitted(Scope unsigned, Verified verified, Witness witness) {
        Verdict.Held held = Objects.requireNonNull(verified.held());
        Scope scope = unsigned.with(held.signed());
        List<Answer> answers = vendor.page().answers();
        List<Item> found;
        Reply reply = Answer.usual(answers);
        try {
            Optional<Outcome> greeted = greeter.greet(scope, true);
            if (greeted.isPresent()) {
                witness.greeted(true, greeted.get());
                return greeted.get();
            }
            found = itemsOf(scope);
            reply = Answer.of(answers, scope);
        } catch (RuntimeException | StackOverflowError e) {
            witness.broke(e);
            found = List.of(faulty(scope, e));
        }
        return new Outcome.Admitted(found, reply, verified.alternative(), held.secret());
    }

    private List<Item> itemsOf(Scope scope) {
        return greeter.confirmation(scope)
                .map(reason -> List.of(Items.quarantined(scope, reason)))
                .orElseGet(() -> items.of(scope));
    }

    private static Item faulty(Scope scope, Throwable fault) {
        return Items.quarantined(scope, "a fault of ours: " + fault.getClass().getSimpleName());
    }
}
