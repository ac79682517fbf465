package dev.holdfast.reconcile;

import dev.holdfast.reconcile.http.NoAnswer;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A vendor that keeps a log of events and tells of them in pages; reached without a socket. */
final class Vendor implements VendorHttp {
    private static final Comparator<Happened> NEWEST_FIRST =
            Comparator.comparing(Happened::at).thenComparing(Happened::id).reversed();

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    private final int pageSize;
    private final List<Happened> log = new CopyOnWriteArrayList<>();
    private volatile BiFunction<Integer, String, @Nullable Answer> mood = (n, path) -> null;
    private volatile long millis = 1;

    private volatile boolean guarded;
    private volatile int token;
    private final AtomicInteger renewals = new AtomicInteger();

    /** An event at the vendor. */
    record Happened(String id, String type, Instant at) {
        String line() {
            return id + " " + type + " " + at.getEpochSecond();
        }
    }

    Vendor(Vertx vertx, int pageSize) {
        this.vertx = vertx;
        this.pageSize = pageSize;
    }

    Happened happens(String id, Instant at) {
        return happens(id, "order.paid", at);
    }

    Happened happens(String id, String type, Instant at) {
        Happened happened = new Happened(id, type, at);
        log.add(happened);
        return happened;
    }

    /** From now on it answers whoever has its token. */
    void guards() {
        guarded = true;
    }

    /** The token that it gave is none any more. */
    void expires() {
        token++;
    }

    /** Tokens that it gave. */
    int renewals() {
        return renewals.get();
    }

    void forgets(String id) {
        log.removeIf(happened -> happened.id().equals(id));
    }

    /** @param answers to the n-th call, from 1, by its path and query; null for the true answer */
    void mood(BiFunction<Integer, String, @Nullable Answer> answers) {
        mood = answers;
    }

    /** How long an answer takes. */
    void takes(long answerMillis) {
        millis = answerMillis;
    }

    static Answer answer(int status, String body) {
        return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    @Override
    public Future<Answer> send(Call call, Limits limits) {
        String path = call.uri().getPath()
                + (call.uri().getQuery() == null ? "" : "?" + call.uri().getQuery());
        if (path.equals("/token")) {
            renewals.incrementAndGet();
            String fresh = "{\"access_token\":\"t" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
            return Future.succeededFuture(answer(200, fresh));
        }
        asked.add(path);
        Answer odd = mood.apply(asked.size(), path);
        Promise<Answer> promise = Promise.promise();
        vertx.setTimer(millis, t -> answer(promise, odd == null ? guarded(call) : odd));
        return promise.future();
    }

    /** A status of nothing is no answer at all. */
    private static void answer(Promise<Answer> promise, Answer answer) {
        if (answer.status() == 0) {
            promise.fail(new NoAnswer("the line is cut"));
        } else {
            promise.complete(answer);
        }
    }

    private Answer guarded(Call call) {
        Secret shown = call.headers().get("Authorization");
        boolean known = shown != null && shown.reveal().equals("Bearer t" + token);
        return guarded && !known ? answer(401, "") : truth(call);
    }

    Answer truth(Call call) {
        String query = call.uri().getQuery();
        if (query == null) {
            String id = call.uri().getPath().substring("/events/".length());
            return log.stream()
                    .filter(happened -> happened.id().equals(id))
                    .findFirst()
                    .map(happened -> answer(200, happened.line()))
                    .orElse(answer(404, ""));
        }
        Map<String, String> asks = new HashMap<>();
        for (String pair : query.split("&")) {
            asks.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return page(
                Instant.ofEpochSecond(Long.parseLong(asks.getOrDefault("from", "0"))),
                Instant.ofEpochSecond(Long.parseLong(asks.getOrDefault("to", "0"))),
                asks.get("after"));
    }

    private Answer page(Instant from, Instant to, @Nullable String after) {
        List<Happened> all = new ArrayList<>(log.stream()
                .filter(h -> !h.at().isBefore(from) && h.at().isBefore(to))
                .sorted(NEWEST_FIRST)
                .toList());
        if (after != null) {
            int at = all.stream().map(Happened::id).toList().indexOf(after);
            if (at < 0) {
                return answer(410, "");
            }
            all = all.subList(at + 1, all.size());
        }
        StringBuilder body = new StringBuilder();
        all.stream().limit(pageSize).forEach(h -> body.append(h.line()).append('\n'));
        return answer(200, body.append(all.size() > pageSize ? "more" : "end").toString());
    }
}
