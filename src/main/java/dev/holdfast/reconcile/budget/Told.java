package dev.holdfast.reconcile.budget;

import io.vertx.core.json.JsonObject;

/**
 * What the vendor itself says is left for us, which may be less than we counted: others use the account too.
 *
 * @param left calls, after those that were admitted since
 * @param until when that is out of date, in milliseconds
 */
record Told(long left, long until) {
    static final Told NOTHING = new Told(Long.MAX_VALUE, 0);

    /** Two answers of one window tell its end a little differently when it is told as a number of seconds. */
    private static final long SAME_MILLIS = 2_000;

    static Told read(JsonObject json) {
        return json.containsKey("told") ? new Told(json.getLong("told"), json.getLong("toldUntil")) : NOTHING;
    }

    void write(JsonObject json, long now) {
        if (until > now) {
            json.put("told", left).put("toldUntil", until);
        }
    }

    long waitMillis(long now) {
        return left <= 0 && now < until ? until - now : 0;
    }

    Told taken(long now) {
        return now < until ? new Told(left - 1, until) : NOTHING;
    }

    /**
     * Told anew. Answers overtake each other: within one window the least counts.
     *
     * @param window whether the vendor said when its window ends
     */
    Told corrected(long now, long ours, long end, boolean window) {
        boolean same = window && now < until && Math.abs(end - until) <= SAME_MILLIS;
        return new Told(same ? Math.min(left, ours) : ours, end);
    }

    long atMost(long now, long counted) {
        return Math.max(0, now < until ? Math.min(left, counted) : counted);
    }
}
