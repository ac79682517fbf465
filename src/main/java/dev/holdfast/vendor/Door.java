package dev.holdfast.vendor;

import dev.holdfast.event.Item;
import dev.holdfast.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The door of one source: who may come in, and what it is that came. Decides and never waits; may be used by many
 * threads at once.
 *
 * <pre>
 *   request ─► unsigned handshake? ─► signature ─► signed handshake? ─► items
 *                    Answered          Refused         Answered        Admitted
 * </pre>
 */
public final class Door {
    private final Vendor vendor;
    private final Settings settings;
    private final Map<String, Verifier> verifiers;
    private final Items items;

    private Door(Vendor vendor, Opening.Opened opened) {
        this.vendor = vendor;
        this.settings = opened.settings();
        this.verifiers = opened.verifiers();
        this.items = new Items(vendor.page(), settings.source());
    }

    /**
     * The door of a source.
     *
     * @param secrets in the order of the source; any one may match
     * @throws Misconfigured with every mistake of the source: secrets that are none, parameters, alternatives, the URL
     */
    public static Door open(Vendor page, Source source, List<Secret> secrets) {
        return new Door(page, new Opening(page.page(), source, secrets, false).opened());
    }

    /** The same for published test vectors, whose secrets are too short to be any. */
    static Door openForVectors(Vendor page, Source source, List<Secret> secrets) {
        return new Door(page, new Opening(page.page(), source, secrets, true).opened());
    }

    /** Name of the vendor's page. */
    public String page() {
        return vendor.name();
    }

    /** How long the vendor waits for an answer. */
    public Duration answerWithin() {
        return vendor.answerWithin();
    }

    /** POST, and what the vendor's handshakes use. */
    public Set<String> methods() {
        Set<String> methods = new LinkedHashSet<>(Set.of("POST"));
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
        Scope scope = new Scope(request, settings);
        Verified verified;
        try {
            Optional<Outcome> greeted = greet(scope, false);
            if (greeted.isPresent()) {
                return greeted.get();
            }
            if (!request.method().equals("POST") && !isSignedGreeting(scope)) {
                return new Outcome.Refused(Cause.HANDSHAKE_REFUSED);
            }
            verified = verify(scope, now);
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome.Refused(Cause.VERIFIER_FAILED);
        }
        return verified.held() == null ? new Outcome.Refused(verified.cause()) : admitted(scope, verified);
    }

    /** What came of all alternatives. */
    private record Verified(String alternative, Verdict.@Nullable Held held, Cause cause) {}

    private Verified verify(Scope scope, Instant now) {
        Cause cause = Cause.SIGNATURE_MISSING;
        for (Map.Entry<String, Verifier> alternative : verifiers.entrySet()) {
            Verdict verdict = alternative.getValue().verify(scope, now);
            if (verdict instanceof Verdict.Held held) {
                return new Verified(alternative.getKey(), held, cause);
            }
            cause = Verdict.further(cause, ((Verdict.Not) verdict).cause());
        }
        return new Verified("", null, cause);
    }

    private Outcome admitted(Scope unsigned, Verified verified) {
        Verdict.Held held = Objects.requireNonNull(verified.held());
        Scope scope = unsigned.with(held.signed());
        List<Item> found;
        try {
            Optional<Outcome> greeted = greet(scope, true);
            if (greeted.isPresent()) {
                return greeted.get();
            }
            found = items.of(scope);
        } catch (RuntimeException | StackOverflowError e) {
            found = List.of(
                    Items.quarantined(scope, "a fault of ours: " + e.getClass().getSimpleName()));
        }
        return new Outcome.Admitted(found, vendor.page().answer(), verified.alternative(), held.secret());
    }

    /** The answer to the handshake that this request is, if it is one. */
    private Optional<Outcome> greet(Scope scope, boolean signed) {
        for (Handshake handshake : vendor.page().handshakes()) {
            Handshake.Occasion occasion = handshake.occasion();
            if (occasion.signed() == signed && occasion.isNow(scope)) {
                return Optional.of(answer(handshake, scope));
            }
        }
        return Optional.empty();
    }

    private static Outcome answer(Handshake handshake, Scope scope) {
        if (handshake instanceof Handshake.Answering answering && answering.token() == null) {
            Optional<Reply> reply = Greeting.reply(answering.wording(), scope);
            if (reply.isPresent()) {
                return new Outcome.Answered(reply.get());
            }
        }
        return new Outcome.Refused(Cause.HANDSHAKE_REFUSED);
    }

    private boolean isSignedGreeting(Scope scope) {
        return vendor.page().handshakes().stream()
                .map(Handshake::occasion)
                .anyMatch(occasion -> occasion.signed() && occasion.isNow(scope));
    }
}
