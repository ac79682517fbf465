package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import dev.holdfast.secret.Strength;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the handshake that a request is, and what it gets. */
final class Greeter {
    /** The credential that a vendor has to say back in a handshake. */
    static final String TOKEN = "verify-token";

    /** For who would have us say what is never said back. */
    private static final int UNSPEAKABLE = 400;

    private final List<Handshake> handshakes;
    private final @Nullable Secret token;
    private final boolean withoutSecret;

    /**
     * The handshakes of one source.
     *
     * @param token the credential {@value #TOKEN}; null when the source has none
     * @param withoutSecret whether the source waits for the vendor to bring its secret
     */
    Greeter(List<Handshake> handshakes, @Nullable Secret token, boolean withoutSecret) {
        this.handshakes = List.copyOf(handshakes);
        this.token = token;
        this.withoutSecret = withoutSecret;
    }

    /** What the handshake gets that this request is, if it is one that is answered. */
    Optional<Outcome> greet(Scope scope, boolean signed) {
        for (Handshake handshake : handshakes) {
            if (isNow(handshake, scope, signed) && !(handshake instanceof Handshake.ConfirmUrl)) {
                return Optional.of(outcome(handshake, scope));
            }
        }
        return Optional.empty();
    }

    /** Whether the request is a handshake that needs its signature. */
    boolean isSignedGreeting(Scope scope) {
        return handshakes.stream().anyMatch(handshake -> isNow(handshake, scope, true));
    }

    /**
     * Why the request waits for an operator, if it asks to have a URL fetched. Nothing here ever fetches it: whoever can
     * make a vendor sign could subscribe us to what he likes.
     */
    Optional<String> confirmation(Scope scope) {
        for (Handshake handshake : handshakes) {
            if (handshake instanceof Handshake.ConfirmUrl confirm && isNow(confirm, scope, true)) {
                String url = confirm.url().text(scope);
                boolean pinned = url != null && PinnedUrl.parse(url, confirm.hosts()) != null;
                return Optional.of(
                        pinned
                                ? "a subscription: an operator may confirm it by opening the URL in the body"
                                : "a subscription whose URL is not the vendor's: not to be opened");
            }
        }
        return Optional.empty();
    }

    private static boolean isNow(Handshake handshake, Scope scope, boolean signed) {
        return handshake.occasion().signed() == signed && handshake.occasion().isNow(scope);
    }

    private Outcome outcome(Handshake handshake, Scope scope) {
        if (handshake instanceof Handshake.Answering answering) {
            return answer(answering, scope);
        }
        if (handshake instanceof Handshake.CaptureSecret capture && withoutSecret) {
            String offered = scope.header(capture.header());
            if (offered != null
                    && isHeaderText(offered)
                    && Strength.fault(Secret.of(offered)).isEmpty()) {
                Reply reply = new Reply(200, null, new byte[0], Map.of(capture.header(), offered));
                return new Outcome.Offered(Secret.of(offered), capture.openFor(), reply);
            }
        }
        return new Outcome.Refused(Cause.HANDSHAKE_REFUSED);
    }

    private Outcome answer(Handshake.Answering answering, Scope scope) {
        if (!answering.require().hold(scope) || !isEntitled(answering.token(), scope)) {
            return new Outcome.Refused(Cause.HANDSHAKE_REFUSED, answering.refused());
        }
        return Greeting.reply(answering.wording(), scope)
                .<Outcome>map(Outcome.Answered::new)
                .orElse(new Outcome.Refused(Cause.HANDSHAKE_REFUSED, UNSPEAKABLE));
    }

    private boolean isEntitled(@Nullable Value wanted, Scope scope) {
        if (wanted == null) {
            return true;
        }
        String given = wanted.text(scope);
        return given != null && token != null && token.equals(Secret.of(given));
    }

    private static boolean isHeaderText(String text) {
        return text.length() <= Kept.LONGEST && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
