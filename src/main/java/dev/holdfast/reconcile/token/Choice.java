package dev.holdfast.reconcile.token;

import org.jspecify.annotations.Nullable;

/** What to do about a source's token. Pure. */
enum Choice {
    /** It holds. */
    USE,
    /** Fetch a new one, under the lease. */
    RENEW,
    /** Somebody else fetches one: look again. */
    WAIT,
    /** The last try failed, the next is due later. */
    LATER,
    /** An operator must act. */
    STUCK;

    /** With less than this left it would end on the way. */
    private static final long LAST_MILLIS = 1_000;

    /**
     * @param row as stored; an access token that cannot be opened counts as none
     * @param hasAccess whether there is one that can be opened
     * @param hasMeans whether there is something to give for a new one
     * @param hasNewMeans whether what there is to give was never tried: a changed configuration
     */
    static Choice of(TokenRow row, boolean hasAccess, boolean hasMeans, boolean hasNewMeans) {
        boolean usable = hasAccess && !isOver(row.leftMillis(), LAST_MILLIS);
        if (usable && !isOver(row.renewMillis(), 0)) {
            return USE;
        }
        if (!hasMeans) {
            return usable ? USE : STUCK;
        }
        if (row.leaseMillis() != null && row.leaseMillis() > 0) {
            return usable ? USE : WAIT;
        }
        boolean isVoid = row.isFinal() && row.waitMillis() == null;
        boolean later = row.waitMillis() != null && row.waitMillis() > 0;
        if ((isVoid && !hasNewMeans) || later) {
            return usable ? USE : row.isFinal() ? STUCK : LATER;
        }
        return RENEW;
    }

    private static boolean isOver(@Nullable Long left, long least) {
        return left != null && left <= least;
    }
}
