package dev.holdfast.vendor;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.Explanation.Result;
import dev.holdfast.vendor.Explanation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts what the door does with one request into words. */
final class Explainer implements Witness {
    /** Items that are told one by one; of a batch's further ones only those that were not understood. */
    private static final int MOST_ITEMS = 10;

    private final Page page;
    private final Set<String> alternatives;
    private final SignatureFindings findings;
    private final List<Step> steps = new ArrayList<>();

    /** {@code alternatives}: those that the source uses. */
    Explainer(Page page, Set<String> alternatives, Scope scope, Instant now) {
        this.page = page;
        this.alternatives = alternatives;
        this.findings = new SignatureFindings(scope, now);
    }

    @Override
    public void greeted(boolean signed, Outcome outcome) {
        boolean good = !(outcome instanceof Outcome.Refused);
        String kind = signed ? "one that is answered once it is signed" : "one that is answered to whoever asks";
        steps.add(new Step(
                "handshake",
                good ? Result.PASSED : Result.FAILED,
                good ? kind : kind + "; but its token, or what it wants said back, is not as it must be"));
    }

    @Override
    public void judged(String alternative, Verdict verdict) {
        Signature signature = page.signatures().stream()
                .filter(one -> one.terms().name().equals(alternative))
                .findFirst()
                .orElseThrow();
        Result result = verdict instanceof Verdict.Held ? Result.PASSED : Result.FAILED;
        steps.add(new Step("signature " + alternative, result, findings.of(signature, verdict)));
        findings.window(signature, verdict).ifPresent(says -> steps.add(new Step("time", result, says)));
    }

    @Override
    public void broke(Throwable fault) {
        steps.add(new Step(
                "door", Result.FAILED, "a fault of ours: " + fault.getClass().getSimpleName()));
    }

    /** Everything that was seen, and what it came to. */
    Explanation explained(Outcome outcome) {
        boolean held = outcome instanceof Outcome.Admitted || outcome instanceof Outcome.Answered;
        if (held) {
            // One of several is enough.
            steps.replaceAll(step -> step.result() == Result.FAILED && isSignature(step)
                    ? new Step(step.name(), Result.NOTED, step.says())
                    : step);
        }
        if (outcome instanceof Outcome.Admitted admitted) {
            items(admitted.items());
        } else if (outcome instanceof Outcome.Refused refused && steps.isEmpty()) {
            steps.add(new Step("signature", Result.FAILED, missing(refused.cause())));
        } else if (outcome instanceof Outcome.Offered) {
            steps.add(new Step(
                    "handshake",
                    Result.NOTED,
                    "brings the secret: taken only while an operator holds the window open"));
        }
        return new Explanation(steps, outcome);
    }

    private static boolean isSignature(Step step) {
        return step.name().startsWith("signature") || step.name().equals("time");
    }

    private String missing(Cause cause) {
        return cause == Cause.HANDSHAKE_REFUSED
                ? "only a handshake may use this method, and the request is none"
                : alternatives.isEmpty() ? "the source has no secret yet" : cause.word();
    }

    private void items(List<Item> items) {
        if (items.isEmpty()) {
            steps.add(new Step("items", Result.NOTED, "none: there is nothing to store"));
        }
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean understood = item.quarantine() == null;
            if (i < MOST_ITEMS || !understood) {
                String name = items.size() == 1 ? "item" : "item " + (i + 1) + " of " + items.size();
                steps.add(new Step(name, understood ? Result.PASSED : Result.FAILED, words(item)));
            }
        }
        if (items.size() > MOST_ITEMS) {
            steps.add(new Step("items", Result.NOTED, items.size() + " in all"));
        }
    }

    private static String words(Item item) {
        if (item.quarantine() != null) {
            return "not understood, so it would be stored in quarantine: " + item.quarantine();
        }
        return "type " + item.type() + ", id " + item.deliveryId()
                + (item.time() == null ? "" : ", time " + item.time())
                + (item.tenant() == null ? "" : ", tenant " + item.tenant())
                + (item.subject() == null ? "" : ", object " + item.subject())
                + ", known by "
                + (item.keys().isEmpty()
                        ? "nothing: a repeat would be a new event"
                        : item.keys().stream().map(Explainer::words).collect(Collectors.joining(" and ")));
    }

    private static String words(EventKey key) {
        return (key.decides() ? "delivery key " : "state key ") + key.value();
    }
}
