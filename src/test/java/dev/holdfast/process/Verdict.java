package dev.holdfast.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a ledger proves, in the words of a total queue.
 *
 * @param delivered ids that a target accepted
 * @param lost ids that were acknowledged and that no target accepted
 * @param unexpected ids that arrived and were never sent
 * @param corrupt ids that arrived with other bytes than were sent
 * @param split ids that arrived under more than one {@code webhook-id}
 * @param recovered ids whose every answer was missing or bad, and that were delivered all the same: allowed
 * @param duplicated ids that were accepted more than once, with the time of the first arrival
 * @param extra accepted arrivals beyond the first, over all ids
 */
public record Verdict(
        Set<String> delivered,
        Set<String> lost,
        Set<String> unexpected,
        Set<String> corrupt,
        Set<String> split,
        Set<String> recovered,
        Map<String, Long> duplicated,
        int extra) {

    /**
     * Judges what was written down.
     *
     * @param sent the hash of each id's bytes
     * @param acked ids for which a whole 2xx came
     */
    static Verdict of(Map<String, String> sent, Set<String> acked, List<Arrival> arrivals) {
        Map<String, List<Arrival>> byId = new LinkedHashMap<>();
        Set<String> corrupt = new TreeSet<>();
        for (Arrival arrival : arrivals) {
            byId.computeIfAbsent(arrival.id(), id -> new ArrayList<>()).add(arrival);
            String hash = sent.get(arrival.id());
            if (hash != null && !hash.equals(arrival.hash())) {
                corrupt.add(arrival.id());
            }
        }
        Set<String> delivered = new TreeSet<>();
        Set<String> split = new TreeSet<>();
        Map<String, Long> duplicated = new HashMap<>();
        int extra = 0;
        for (Map.Entry<String, List<Arrival>> entry : byId.entrySet()) {
            List<Arrival> accepted =
                    entry.getValue().stream().filter(Arrival::accepted).toList();
            if (!accepted.isEmpty()) {
                delivered.add(entry.getKey());
            }
            if (accepted.size() > 1) {
                duplicated.put(entry.getKey(), accepted.get(0).at());
                extra += accepted.size() - 1;
            }
            if (entry.getValue().stream().map(Arrival::webhookId).distinct().count() > 1) {
                split.add(entry.getKey());
            }
        }
        return new Verdict(
                delivered,
                minus(acked, delivered),
                minus(byId.keySet(), sent.keySet()),
                corrupt,
                split,
                minus(delivered, acked),
                duplicated,
                extra);
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    /** How many ids were duplicated whose first arrival lay before each of the moments, and after the one before. */
    public Map<Long, Integer> duplicatedBefore(List<Long> moments) {
        TreeMap<Long, Integer> counts = new TreeMap<>();
        moments.forEach(moment -> counts.put(moment, 0));
        counts.put(Long.MAX_VALUE, 0);
        duplicated.values().forEach(at -> counts.merge(counts.ceilingKey(at), 1, Integer::sum));
        return counts;
    }

    /** One line for people. */
    public String summary() {
        return "delivered " + delivered.size() + ", lost " + some(lost) + ", unexpected " + some(unexpected)
                + ", corrupt " + some(corrupt) + ", split " + some(split) + ", recovered " + recovered.size()
                + ", duplicated " + duplicated.size() + " (" + extra + " extra arrivals)";
    }

    private static String some(Set<String> ids) {
        return ids.isEmpty() ? "0" : ids.size() + " " + ids.stream().limit(5).toList();
    }
}
