package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * A bucket of points that fills up again. A plan with a larger bucket is taken to fill faster in proportion, as vendors' plans
 * do.
 *
 * @param page the limit as the vendor's page has it
 * @param all points in the vendor's full bucket
 * @param level points of our part, at {@code at}; below zero when calls took more than was expected
 */
record BucketMeter(Budget.Bucket page, double all, double level, long at) implements Meter {

    static BucketMeter of(Budget.Bucket page, JsonObject json) {
        double all = json.getDouble("limit", (double) page.size());
        return new BucketMeter(page, all, json.getDouble("level", ours(page, all)), json.getLong("at", 0L));
    }

    @Override
    public long waitMillis(long now, int cost) {
        double missing = admitted(cost) - left(now);
        return missing <= 0 ? 0 : Math.max(1, (long) Math.ceil(missing / perMilli()));
    }

    @Override
    public BucketMeter taken(long now, int cost, UUID call) {
        return new BucketMeter(page, all, level(now) - admitted(cost), now);
    }

    @Override
    public Meter ended(long now, UUID call) {
        return this;
    }

    @Override
    public BucketMeter observed(long now, Observed observed, int cost) {
        Long limit = observed.limit();
        double whole = limit != null && limit > 0 ? limit : all;
        double now1 = level(now);
        Long spent = observed.spent();
        double paid = spent == null ? now1 : now1 + admitted(cost) - spent;
        Long remaining = observed.remaining();
        double size = ours(page, whole);
        double told = remaining == null
                ? paid
                : Math.min(paid, Share.left(whole, size, size - Math.min(size, paid), remaining));
        return new BucketMeter(page, whole, Math.max(-size, Math.min(size, told)), now);
    }

    @Override
    public double left(long now) {
        return level(now);
    }

    @Override
    public double size() {
        return ours(page, all);
    }

    @Override
    public JsonObject toJson() {
        return new JsonObject().put("level", level).put("at", at).put("limit", all);
    }

    /** A call that costs more than the bucket holds is let through when it is full, or it would never be. */
    private double admitted(int cost) {
        return Math.min(Math.max(1, cost), size());
    }

    private double level(long now) {
        return Math.min(size(), level + Math.max(0, now - at) * perMilli());
    }

    private double perMilli() {
        return page.refill()
                * page.share()
                / 100
                * (all / page.size())
                / page.per().toMillis();
    }

    private static double ours(Budget.Bucket page, double all) {
        return Math.max(1, all * page.share() / 100);
    }
}
