package dev.holdfast.reconcile;

import dev.holdfast.reconcile.budget.Admission;
import dev.holdfast.reconcile.budget.Budgets;
import dev.holdfast.reconcile.budget.Left;
import dev.holdfast.reconcile.budget.Outcome;
import dev.holdfast.reconcile.http.NoAnswer;
import dev.holdfast.reconcile.http.VendorHttp;
import dev.holdfast.reconcile.token.NoToken;
import dev.holdfast.reconcile.token.Reconnect;
import dev.holdfast.reconcile.token.Tokens;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Authentication.Header;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Step;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The line to one source's vendor. A call: its header, its place in the budget, the vendor's answer, and what the answer says of the budget.
 *
 * <pre>
 *   header ─► take ─► send ─► read ─► settle ─► (401: another token for the next)
 * </pre>
 */
final class VendorLine {
    private static final Logger LOG = Logger.getLogger(VendorLine.class);

    /** A shorter wait than this is not worth a turn of its own. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A vendor that does not answer is read as one that is away for now. */
    private static final int AWAY = 503;

    private final PulledSource source;
    private final Budgets budgets;
    private final Tokens tokens;
    private final VendorHttp http;
    private final Vertx vertx;
    private final InstantSource time;

    VendorLine(PulledSource source, Budgets budgets, Tokens tokens, VendorHttp http, Vertx vertx, InstantSource time) {
        this.source = source;
        this.budgets = budgets;
        this.tokens = tokens;
        this.http = http;
        this.vertx = vertx;
        this.time = time;
    }

    /**
     * One call, within the budget, with the header that says who asks.
     *
     * @param reading what the answer means
     * @return fails only for our own trouble
     */
    Future<Said> ask(Call call, Function<Answer, Step> reading) {
        return tokens.header(source.name(), source.contract(), source.credentials())
                .compose(header -> admitted(call, header, reading))
                .recover(VendorLine::withoutToken);
    }

    private Future<Said> admitted(Call call, Optional<Header> header, Function<Answer, Step> reading) {
        return budgets.take(source.name(), source.contract().budgets(), call.cost(), PATIENCE)
                .compose(admission -> admission instanceof Admission.Pass pass
                        ? sent(pass, call, header, reading)
                        : Future.succeededFuture(new Said.NotYet(((Admission.Wait) admission).after())));
    }

    private Future<Said> sent(Admission.Pass pass, Call call, Optional<Header> header, Function<Answer, Step> reading) {
        return http.send(header.map(call::with).orElse(call), VendorHttp.Limits.PAGE)
                .compose(answer -> read(reading, answer))
                .recover(failure -> away(reading, failure))
                .compose(read -> settled(pass, read))
                .compose(step -> answered(step, header));
    }

    /** A page takes milliseconds to read. Webhooks share the event loops and would wait for it, so a worker reads it. */
    private Future<Read> read(Function<Answer, Step> reading, Answer answer) {
        return vertx.executeBlocking(() -> new Read(reading.apply(answer), null), false);
    }

    /** What an answer means; {@code failure} when there was none. */
    private record Read(Step step, @Nullable NoAnswer failure) {
        Outcome outcome() {
            return failure == null ? Outcome.of(step) : Outcome.noAnswer();
        }
    }

    private Future<Read> away(Function<Answer, Step> reading, Throwable failure) {
        return failure instanceof NoAnswer silence
                ? Future.succeededFuture(new Read(reading.apply(nothing()), silence))
                : Future.failedFuture(failure);
    }

    private Answer nothing() {
        return new Answer(AWAY, Map.of(), new byte[0], time.instant());
    }

    /** Before the next call asks: this one may have told us to stay away for a while. */
    private Future<Step> settled(Admission.Pass pass, Read read) {
        if (read.failure() != null) {
            LOG.debugf("%s: no answer: %s", source, read.failure().getMessage());
        }
        return budgets.settle(pass, read.outcome()).map(v -> read.step());
    }

    private Future<Said> answered(Step step, Optional<Header> used) {
        return step instanceof Step.Unauthorized && used.isPresent()
                ? tokens.refused(source.name(), source.contract(), source.credentials(), used.get())
                        .map(renewed -> new Said.Meant(step))
                : Future.succeededFuture(new Said.Meant(step));
    }

    private static Future<Said> withoutToken(Throwable failure) {
        if (failure instanceof NoToken later) {
            return Future.succeededFuture(new Said.NotYet(later.after()));
        }
        return failure instanceof Reconnect
                ? Future.succeededFuture(new Said.Blocked(String.valueOf(failure.getMessage())))
                : Future.failedFuture(failure);
    }

    /** Calls that the budgets have left; empty when nothing is limited. */
    Future<OptionalLong> left() {
        return budgets.left(source.name(), source.contract().budgets()).map(Left::calls);
    }
}
