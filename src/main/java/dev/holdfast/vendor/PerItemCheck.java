package dev.holdfast.vendor;

import java.time.Instant;
import java.util.List;

/** A signature in each item: every item must hold, and there must be one. */
final class PerItemCheck implements Verifier {
    private final Split split;
    private final Verifier each;

    PerItemCheck(Split split, Verifier each) {
        this.split = split;
        this.each = each;
    }

    @Override
    public Verdict verify(Scope scope, Instant now) {
        List<Node> items;
        try {
            items = split.items(
                    split.isXml() ? scope.body().xml() : scope.body().json());
        } catch (NotUnderstood e) {
            return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
        }
        Verdict verdict = new Verdict.Not(Cause.SIGNATURE_MISSING);
        for (Node item : items) {
            verdict = each.verify(scope.at(item), now);
            if (verdict instanceof Verdict.Not) {
                return verdict;
            }
        }
        return verdict;
    }
}
