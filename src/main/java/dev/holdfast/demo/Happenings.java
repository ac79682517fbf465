package dev.holdfast.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened at the demo's vendor lately: its own record, whether a webhook told of it or not. */
final class Happenings {
    private static final int KEPT = 1_000;
    private static final int PAGE = 20;

    private final Deque<Happening> newestFirst = new ArrayDeque<>();

    /**
     * One event.
     *
     * @param body as a webhook has it, or would have had it
     */
    record Happening(String id, Instant at, String body) {}

    /** A page of them, the newest first. @param next what leads to the next page; null on the last */
    record Page(List<Happening> events, @Nullable String next) {}

    synchronized void add(Happening happening) {
        newestFirst.addFirst(happening);
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    /** @param after the last id of the page before; null for the first page */
    synchronized Page page(Instant from, Instant to, @Nullable String after) {
        List<Happening> found = new ArrayList<>();
        Iterator<Happening> all = newestFirst.iterator();
        boolean past = after == null;
        while (all.hasNext()) {
            Happening one = all.next();
            if (past && !one.at().isBefore(from) && one.at().isBefore(to)) {
                if (found.size() == PAGE) {
                    return new Page(found, found.get(PAGE - 1).id());
                }
                found.add(one);
            }
            past |= one.id().equals(after);
        }
        return new Page(found, null);
    }
}
