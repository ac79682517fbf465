package dev.holdfast.journal;

import dev.holdfast.event.Routes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The routes' answer in numbers. */
final class FanOut implements Batch.FanOut {
    private final Routes routes;
    private final Names names;
    private final Map<List<String>, int[]> numbers = new ConcurrentHashMap<>();

    FanOut(Routes routes, Names names) {
        this.routes = routes;
        this.names = names;
    }

    @Override
    public int[] targets(String source, String type) {
        return numbers.computeIfAbsent(
                routes.targets(source, type),
                wanted -> wanted.stream().mapToInt(names::targetNumber).toArray());
    }
}
