package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * So many calls at once. A slot that is not given back, because whoever had it was killed, comes back by itself.
 *
 * @param slots when each ends by itself, in milliseconds, by the call that has it
 */
record SlotMeter(long all, int share, Map<UUID, Long> slots) implements Meter {
    /** Longer than any call is allowed to take. */
    static final long LEASE = 120_000;

    /** Somebody else will be done sooner than the lease says. */
    private static final long LOOK_AGAIN = 250;

    static SlotMeter of(long all, int share, JsonObject json) {
        Map<UUID, Long> slots = json.getJsonObject("slots", new JsonObject()).stream()
                .collect(Collectors.toMap(
                        slot -> UUID.fromString(slot.getKey()), slot -> ((Number) slot.getValue()).longValue()));
        return new SlotMeter(json.getLong("limit", all), share, slots);
    }

    @Override
    public long waitMillis(long now, int cost) {
        return left(now) >= 1 ? 0 : LOOK_AGAIN;
    }

    @Override
    public SlotMeter taken(long now, int cost, UUID call) {
        Map<UUID, Long> held = live(now);
        held.put(call, now + LEASE);
        return new SlotMeter(all, share, held);
    }

    @Override
    public SlotMeter ended(long now, UUID call) {
        Map<UUID, Long> held = live(now);
        held.remove(call);
        return new SlotMeter(all, share, held);
    }

    @Override
    public SlotMeter observed(long now, Observed observed, int cost) {
        Long limit = observed.limit();
        return limit != null && limit > 0 ? new SlotMeter(limit, share, slots) : this;
    }

    @Override
    public double left(long now) {
        return Math.max(0, size() - live(now).size());
    }

    @Override
    public double size() {
        return Share.of(all, share);
    }

    @Override
    public JsonObject toJson() {
        JsonObject written = new JsonObject();
        slots.forEach((call, until) -> written.put(call.toString(), until));
        return new JsonObject().put("slots", written).put("limit", all);
    }

    private Map<UUID, Long> live(long now) {
        Map<UUID, Long> live = new TreeMap<>(slots);
        live.values().removeIf(until -> until <= now);
        return live;
    }
}
