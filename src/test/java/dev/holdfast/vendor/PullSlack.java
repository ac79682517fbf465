package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullEventLogs.newestFirst;

import dev.holdfast.vendor.PullApi.Asked;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Slack, which lists a channel's messages, and a thread's replies only by the thread. */
final class PullSlack {
    /** Threads that are replied to in the window, days after they began. */
    private static final int THREADS = 3;

    private static final String BEGAN = "1794700800.00000";

    private PullSlack() {}

    static List<PullFixture> all() {
        return List.of(messages(), replies());
    }

    private static String micros(Change change) {
        return "%d.%06d".formatted(change.seconds(), change.n());
    }

    private static PullFixture base(String list) {
        return PullFixture.of("slack", list)
                .params("team-id", "T1", "channels", List.of("C1"), "limit", "15")
                .credentials("bot-token")
                .hidden(200, "{\"ok\":false,\"error\":\"ratelimited\"}", Step.Again.class)
                .hidden(200, "{\"ok\":false,\"error\":\"not_in_channel\"}", Step.Skipped.class)
                .hidden(200, "{\"ok\":false,\"error\":\"token_expired\"}", Step.Unauthorized.class)
                .hidden(200, "{\"ok\":false,\"error\":\"missing_scope\"}", Step.Broken.class);
    }

    private static PullFixture messages() {
        return base("messages")
                .documented("channel", "oldest", "latest", "inclusive", "limit", "cursor")
                .push(change -> Requests.post("""
                        {"type":"event_callback","event_id":"Ev%d","team_id":"T1","event_time":%d,
                        "event":{"type":"message","channel":"C1","ts":"%s","text":"x"}}""".formatted(change.n(), change.seconds(), micros(change))))
                .api((asked, changes) -> {
                    List<Change> all = newestFirst(asked(asked, changes));
                    int at = asked.number("cursor", 0);
                    return told(page(all, at).stream().map(PullSlack::message).toList(), at, more(all, at));
                });
    }

    private static List<Change> asked(Asked asked, List<Change> changes) {
        double oldest = Double.parseDouble(asked.query().get("oldest"));
        double latest = Double.parseDouble(asked.query().get("latest"));
        return changes.stream()
                .filter(one -> Double.parseDouble(micros(one)) >= oldest && Double.parseDouble(micros(one)) <= latest)
                .toList();
    }

    private static Map<String, Object> message(Change change) {
        return object("type", "message", "ts", micros(change), "text", "x");
    }

    private static Told told(List<Map<String, Object>> messages, int at, boolean more) {
        return Told.ok(object(
                "ok",
                true,
                "messages",
                messages,
                "has_more",
                more,
                "response_metadata",
                object("next_cursor", more ? String.valueOf(at + PullApi.PAGE) : "")));
    }

    private static PullFixture replies() {
        return base("replies")
                .documented("channel", "ts", "oldest", "latest", "inclusive", "limit", "cursor")
                .hidden(200, "{\"ok\":false,\"error\":\"thread_not_found\"}", Step.Skipped.class)
                .push(change -> Requests.post(
                        """
                        {"type":"event_callback","event_id":"Ev%d","team_id":"T1","event_time":%d,
                        "event":{"type":"message","channel":"C1","ts":"%s","thread_ts":"%s","text":"x"}}""".formatted(change.n(), change.seconds(), micros(change), BEGAN + thread(change))))
                .api((asked, changes) -> asked.path().equals("/api/conversations.history")
                        ? began(asked, changes)
                        : said(asked, changes));
    }

    private static int thread(Change change) {
        return change.n() % THREADS;
    }

    /** The channel days before: three threads with news, one without, and a message that nobody replied to. */
    private static Told began(Asked asked, List<Change> changes) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (Double.parseDouble(asked.query().get("oldest")) <= Double.parseDouble(BEGAN + 0)) {
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                List<Change> said =
                        changes.stream().filter(one -> thread(one) == thread).toList();
                all.add(object(
                        "ts",
                        BEGAN + i,
                        "thread_ts",
                        BEGAN + i,
                        "reply_count",
                        said.size(),
                        "latest_reply",
                        micros(said.get(said.size() - 1))));
            }
            all.add(object("ts", BEGAN + 7, "thread_ts", BEGAN + 7, "reply_count", 1, "latest_reply", BEGAN + 8));
            all.add(object("ts", BEGAN + 9, "text", "alone"));
        }
        int at = asked.number("cursor", 0);
        return told(
                all.subList(Math.min(at, all.size()), Math.min(at + PullApi.PAGE, all.size())),
                at,
                at + PullApi.PAGE < all.size());
    }

    /** A thread's replies, after its first message, which comes always. */
    private static Told said(Asked asked, List<Change> changes) {
        String ts = Objects.requireNonNull(asked.query().get("ts"));
        int thread = Integer.parseInt(ts.substring(BEGAN.length()));
        if (!asked.path().equals("/api/conversations.replies") || thread >= THREADS) {
            throw new IllegalStateException("a thread without news is asked for");
        }
        List<Change> all = asked(
                asked, changes.stream().filter(one -> thread(one) == thread).toList());
        int at = asked.number("cursor", 0);
        List<Map<String, Object>> messages = new ArrayList<>();
        messages.add(object("ts", ts, "thread_ts", ts, "reply_count", all.size()));
        page(all, at).forEach(one -> messages.add(message(one)));
        return told(messages, at, more(all, at));
    }
}
