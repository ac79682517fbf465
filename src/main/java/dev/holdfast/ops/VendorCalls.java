package dev.holdfast.ops;

import dev.holdfast.reconcile.http.NoAnswer;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.target.Unanswered;
import dev.holdfast.target.VendorClient;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reconciliation's calls, sent by the client that has the egress guard. */
public final class VendorCalls implements VendorHttp {
    private final VendorClient client;
    private final InstantSource clock;

    /** @param clock tells when answers came */
    public VendorCalls(VendorClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Future<Answer> send(Call call, Limits limits) {
        return client.ask(question(call, limits))
                .map(answered -> new Answer(answered.status(), answered.headers(), answered.body(), clock.instant()))
                .recover(failure -> Future.failedFuture(
                        failure instanceof Unanswered unanswered
                                ? new NoAnswer(String.valueOf(unanswered.getMessage()))
                                : new NoAnswer("the call cannot be sent")));
    }

    private static VendorClient.Question question(Call call, Limits limits) {
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, value.reveal()));
        return new VendorClient.Question(
                call.method(),
                call.uri().toASCIIString(),
                headers,
                call.body(),
                limits.largest(),
                limits.within(),
                limits.fresh());
    }
}
