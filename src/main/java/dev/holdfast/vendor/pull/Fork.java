package dev.holdfast.vendor.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page's items lead to, while it is read, one after the other.
 *
 * @param branches that are left, the one at hand first; never empty
 * @param next what leads to the next page of the one at hand; null for its first
 * @param trail of the one at hand
 * @param then where the walk goes on after the last
 */
public record Fork(List<String> branches, @Nullable String next, Trail trail, WalkState then) {
    public Fork {
        branches = List.copyOf(branches);
    }

    /** The one at hand. */
    String branch() {
        return branches.get(0);
    }

    /** After a page of the one at hand. */
    Fork on(String following, Trail gone) {
        return new Fork(branches, following, gone, then);
    }

    /** The one at hand from its first page on. */
    Fork again() {
        return new Fork(branches, null, Trail.NONE, then);
    }

    /** Where it goes on after the branch at hand: at the next, or where the walk was going. */
    WalkState past(WalkState state, Tally tally) {
        return branches.size() > 1
                ? state.at(new Fork(branches.subList(1, branches.size()), null, Trail.NONE, then))
                        .with(tally.pagesAlone())
                : then.reached(state.reached()).bounded(state.bound());
    }
}
