package dev.holdfast.reconcile;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/** The line to one source's vendor: budget, token and socket. On any context; answers come on the caller's. */
public interface VendorLine {
    /**
     * Sends a call as soon as the budgets let it, with the header that says who asks. Fails when no whole answer came, with
     * a message that holds no secret.
     */
    Future<Answer> send(Call call);

    /** Corrects the budgets by what an answer said. */
    void observe(List<Observed> observed);

    /** The token was not taken: the next call goes with another. */
    Future<Void> renew();

    /** Calls that the tightest budget would let through just now; empty when nothing is limited. */
    OptionalLong left();
}
