package dev.holdfast.corpus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One hostile input and what it may get.
 *
 * @param id its number in the list of hostile inputs
 * @param name what is wrong with it
 * @param steps made when the case runs, since signed times do not keep
 * @param statuses every answer must be one of these; {@link #NOTHING} allows a connection closed without one
 * @param mostReplies a further answer would mean that bytes of one request were read as another
 * @param leastRows that it leaves behind
 * @param mostRows that it leaves behind
 * @param quarantined whether the rows must be marked as not understood
 * @param closes whether the server must end the connection
 * @param limit until which the client listens
 */
record HostileCase(
        String id,
        String name,
        Supplier<List<Step>> steps,
        Set<Integer> statuses,
        int mostReplies,
        int leastRows,
        int mostRows,
        boolean quarantined,
        boolean closes,
        Duration limit) {
    /** Stands for "the connection was closed and nothing said". */
    static final int NOTHING = 0;

    private static final Duration LIMIT = Duration.ofSeconds(6);

    /** A case of one request. */
    static HostileCase of(String id, String name, Supplier<RawRequest> request, int... statuses) {
        return ofSteps(id, name, () -> List.of(Step.send(request.get().bytes())), statuses);
    }

    /** A case of many steps. Where 200 is the only answer allowed, one row is expected, else none. */
    static HostileCase ofSteps(String id, String name, Supplier<List<Step>> steps, int... statuses) {
        Set<Integer> allowed = new TreeSet<>();
        for (int status : statuses) {
            allowed.add(status);
        }
        int least = allowed.equals(Set.of(200)) ? 1 : 0;
        int most = allowed.contains(200) ? 1 : 0;
        return new HostileCase(id, name, steps, allowed, 1, least, most, false, false, LIMIT);
    }

    HostileCase rows(int exactly) {
        return rows(exactly, exactly);
    }

    HostileCase rows(int least, int most) {
        return new HostileCase(id, name, steps, statuses, mostReplies, least, most, quarantined, closes, limit);
    }

    HostileCase replies(int most) {
        return new HostileCase(id, name, steps, statuses, most, leastRows, mostRows, quarantined, closes, limit);
    }

    /** Authentic and not understood: stored, marked, and relayed to nobody. */
    HostileCase isQuarantined() {
        return new HostileCase(id, name, steps, statuses, mostReplies, leastRows, mostRows, true, closes, limit);
    }

    /** The framing is not to be trusted any more: the connection must end. */
    HostileCase mustClose() {
        return new HostileCase(id, name, steps, statuses, mostReplies, leastRows, mostRows, quarantined, true, limit);
    }

    HostileCase within(Duration limit) {
        return new HostileCase(id, name, steps, statuses, mostReplies, leastRows, mostRows, quarantined, closes, limit);
    }

    /** Answers that surely come. */
    int expectedReplies() {
        return statuses.contains(NOTHING) ? 0 : mostReplies;
    }

    /** Everything that is wrong with what happened; empty when all is well. */
    List<String> complaints(Exchange exchange, long rows, long marked) {
        List<String> complaints = new ArrayList<>();
        for (Reply reply : exchange.replies()) {
            if (!statuses.contains(reply.status())) {
                complaints.add("answered " + reply.status() + ", allowed are " + statuses);
            }
            if (reply.status() == 401 && !reply.body().isEmpty()) {
                complaints.add("a refusal says why: " + reply.body());
            }
        }
        if (exchange.replies().isEmpty() && !statuses.contains(NOTHING)) {
            complaints.add("no answer, allowed are " + statuses);
        }
        if (exchange.replies().size() > mostReplies) {
            complaints.add(exchange.replies().size() + " answers to " + mostReplies + " request(s)");
        }
        if (rows < leastRows || rows > mostRows) {
            complaints.add(rows + " rows, expected " + leastRows + " to " + mostRows);
        }
        if (quarantined && marked != rows) {
            complaints.add(marked + " of " + rows + " rows are in quarantine");
        }
        if (closes && !exchange.closed()) {
            complaints.add("the connection stays open");
        }
        return complaints;
    }

    @Override
    public String toString() {
        return id + " " + name;
    }
}
