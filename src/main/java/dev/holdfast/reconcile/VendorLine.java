package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Step;
import io.vertx.core.Future;
import java.util.OptionalLong;
import java.util.function.Function;

/** The line to one source's vendor: budget, token and socket. On any context; answers come on the caller's. */
interface VendorLine {
    /**
     * One call, within the budget, with the header that says who asks.
     *
     * @param reading what the answer means
     * @return fails only for our own trouble
     */
    Future<Said> ask(Call call, Function<Answer, Step> reading);

    /** Calls that the tightest budget would let through just now; empty when nothing is limited. */
    Future<OptionalLong> left();
}
