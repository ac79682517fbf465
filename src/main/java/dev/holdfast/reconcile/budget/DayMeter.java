package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * So many calls from one moment of a day to the same of the next. The vendor's clock is not ours: a call within a minute of
 * that moment counts for both days.
 *
 * @param all the vendor's limit
 * @param share of it that is ours, in percent
 * @param resets the moment, in milliseconds after midnight, UTC
 * @param counts of calls, by the number of the day
 */
record DayMeter(long all, int share, long resets, NavigableMap<Long, Long> counts, Told told) implements Meter {
    private static final long DAY = 86_400_000;

    /** How far the vendor's clock may be from ours. */
    static final long SKEW = 60_000;

    static DayMeter of(long all, int share, long resetsMillis, JsonObject json) {
        NavigableMap<Long, Long> counts = new TreeMap<>();
        json.getJsonObject("counts", new JsonObject())
                .forEach(day -> counts.put(Long.valueOf(day.getKey()), ((Number) day.getValue()).longValue()));
        return new DayMeter(json.getLong("limit", all), share, resetsMillis, counts, Told.read(json));
    }

    @Override
    public long waitMillis(long now, int cost) {
        long most = Share.of(all, share);
        long late = day(now + SKEW);
        long early = day(now - SKEW);
        long ours = used(late) >= most ? begin(late + 1) : used(early) >= most ? begin(early + 1) : now - SKEW;
        return Math.max(told.waitMillis(now), ours + SKEW - now);
    }

    @Override
    public DayMeter taken(long now, int cost, UUID call) {
        NavigableMap<Long, Long> counted = new TreeMap<>(counts.tailMap(day(now - SKEW), true));
        counted.merge(day(now), 1L, Long::sum);
        if (day(now - SKEW) != day(now + SKEW)) {
            counted.merge(day(now - SKEW) == day(now) ? day(now) + 1 : day(now) - 1, 1L, Long::sum);
        }
        return new DayMeter(all, share, resets, counted, told.taken(now));
    }

    @Override
    public Meter ended(long now, UUID call) {
        return this;
    }

    @Override
    public DayMeter observed(long now, Observed observed, int cost) {
        Long limit = observed.limit();
        long whole = limit != null && limit > 0 ? limit : all;
        return new DayMeter(whole, share, resets, counts, told(now, observed, whole));
    }

    private Told told(long now, Observed observed, long whole) {
        Long remaining = observed.remaining();
        if (remaining == null) {
            return told;
        }
        long end = observed.resets() == null
                ? begin(day(now) + 1) + SKEW
                : Math.min(observed.resets().toEpochMilli(), now + DAY + SKEW);
        long ours = (long) Math.floor(Share.left(whole, Share.of(whole, share), used(day(now)), remaining));
        return end <= now ? told : told.corrected(now, ours, end, true);
    }

    @Override
    public double left(long now) {
        long used = Math.max(used(day(now - SKEW)), used(day(now + SKEW)));
        return told.atMost(now, Share.of(all, share) - used);
    }

    @Override
    public double size() {
        return Share.of(all, share);
    }

    @Override
    public JsonObject toJson() {
        JsonObject written = new JsonObject();
        counts.forEach((day, count) -> written.put(day.toString(), count));
        JsonObject json = new JsonObject().put("counts", written).put("limit", all);
        told.write(json, 0);
        return json;
    }

    private long used(long day) {
        return counts.getOrDefault(day, 0L);
    }

    private long day(long at) {
        return Math.floorDiv(at - resets, DAY);
    }

    private long begin(long day) {
        return day * DAY + resets;
    }
}
