package dev.holdfast.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which targets an event goes to: the fan-out, the same for what was pushed and for what was pulled. */
public final class Routes {
    /** Vendors send a bounded set of types; past this many the answer is worked out each time. */
    private static final int REMEMBERED = 10_000;

    private final List<Route> routes;
    private final Map<Question, List<String>> remembered = new ConcurrentHashMap<>();

    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public List<Route> all() {
        return routes;
    }

    /** Names of the targets that want it, each once, in the order of the configuration. */
    public List<String> targets(String source, String type) {
        Question question = new Question(source, type);
        List<String> known = remembered.get(question);
        if (known != null) {
            return known;
        }
        List<String> found = workOut(source, type);
        if (remembered.size() < REMEMBERED) {
            remembered.put(question, found);
        }
        return found;
    }

    private List<String> workOut(String source, String type) {
        Set<String> found = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.wants(source, type)) {
                found.addAll(route.to());
            }
        }
        return List.copyOf(found);
    }

    private record Question(String source, String type) {}
}
