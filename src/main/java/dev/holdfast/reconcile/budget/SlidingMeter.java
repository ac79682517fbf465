package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * So many calls in any stretch of time, and never one more, wherever the stretch begins.
 *
 * <p>Calls are counted by parts of the stretch; the parts that a stretch ending now can touch are one more than it has. Some
 * more are counted in: a call that was long on its way arrives in a later part than it was admitted in.
 *
 * @param all the vendor's limit
 * @param share of it that is ours, in percent
 * @param width of a part, in milliseconds
 * @param parts of a stretch
 * @param counts of calls, by the number of the part
 */
record SlidingMeter(long all, int share, long width, int parts, boolean day, NavigableMap<Long, Long> counts, Told told)
        implements Meter {
    private static final int PARTS = 20;
    private static final int PARTS_OF_DAY = 48;

    /** Of a second it makes a tenth. */
    private static final int ON_THE_WAY = 2;

    static SlidingMeter of(long all, int share, long perMillis, boolean day, JsonObject json) {
        int parts = day ? PARTS_OF_DAY : PARTS;
        NavigableMap<Long, Long> counts = new TreeMap<>();
        json.getJsonObject("counts", new JsonObject())
                .forEach(part -> counts.put(Long.valueOf(part.getKey()), ((Number) part.getValue()).longValue()));
        long width = Math.max(1, -Math.floorDiv(-perMillis, parts));
        return new SlidingMeter(json.getLong("limit", all), share, width, parts, day, counts, Told.read(json));
    }

    @Override
    public long waitMillis(long now, int cost) {
        return Math.max(told.waitMillis(now), waitForOurs(now));
    }

    /** Until so many of the oldest parts are out of every stretch that one call more fits. */
    private long waitForOurs(long now) {
        long over = used(now) + 1 - Share.of(all, share);
        for (Map.Entry<Long, Long> part : live(now).entrySet()) {
            if (over <= 0) {
                return 0;
            }
            over -= part.getValue();
            if (over <= 0) {
                return (part.getKey() + parts + ON_THE_WAY + 1) * width - now;
            }
        }
        return 0;
    }

    @Override
    public SlidingMeter taken(long now, int cost, UUID call) {
        NavigableMap<Long, Long> counted = new TreeMap<>(live(now));
        counted.merge(now / width, 1L, Long::sum);
        return new SlidingMeter(all, share, width, parts, day, counted, told.taken(now));
    }

    @Override
    public Meter ended(long now, UUID call) {
        return this;
    }

    @Override
    public SlidingMeter observed(long now, Observed observed, int cost) {
        Long limit = observed.limit();
        long whole = limit != null && limit > 0 ? limit : all;
        return new SlidingMeter(whole, share, width, parts, day, counts, told(now, observed, whole));
    }

    private Told told(long now, Observed observed, long whole) {
        Long remaining = observed.remaining();
        if (remaining == null) {
            return told;
        }
        long longest = now + width * (parts + ON_THE_WAY + 1);
        // A day that rolls does not say when it is better: ask again after a part of it.
        long end = observed.resets() == null
                ? day ? now + width : longest
                : Math.min(observed.resets().toEpochMilli(), longest);
        long ours = (long) Math.floor(Share.left(whole, Share.of(whole, share), used(now), remaining));
        return end <= now ? told : told.corrected(now, ours, end, observed.resets() != null);
    }

    @Override
    public double left(long now) {
        return told.atMost(now, Share.of(all, share) - used(now));
    }

    @Override
    public double size() {
        return Share.of(all, share);
    }

    @Override
    public JsonObject toJson() {
        JsonObject written = new JsonObject();
        counts.forEach((part, count) -> written.put(part.toString(), count));
        JsonObject json = new JsonObject().put("counts", written).put("limit", all);
        told.write(json, 0);
        return json;
    }

    private long used(long now) {
        return live(now).values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a stretch that ends now, or later, can touch; a clock that was set back hides nothing. */
    private NavigableMap<Long, Long> live(long now) {
        return counts.tailMap(now / width - parts - ON_THE_WAY, true);
    }
}
