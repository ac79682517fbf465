package dev.holdfast.reconcile.budget;

import dev.holdfast.vendor.pull.Observed;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * Where one budget stands. Immutable; decides by the times that it is given, in milliseconds of the database's clock.
 *
 * <p>All of them count our part alone. What the vendor says is left corrects it: see {@link Told}.
 */
sealed interface Meter permits SlidingMeter, DayMeter, BucketMeter, SlotMeter {

    /** How long until it may admit a call of this cost, at least; 0 when it does now. */
    long waitMillis(long now, int cost);

    /** After a call that it admits. */
    Meter taken(long now, int cost, UUID call);

    /** After a call that has ended. */
    Meter ended(long now, UUID call);

    /** Corrected by what the answer to a call of that cost said. */
    Meter observed(long now, Observed observed, int cost);

    /** Calls or points that may be used now. */
    double left(long now);

    /** Calls or points that may be used when nothing is. */
    double size();

    /** What is kept; read again by {@link Meters}. */
    JsonObject toJson();
}
