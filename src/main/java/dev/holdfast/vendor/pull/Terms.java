package dev.holdfast.vendor.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one list, as the vendor's page has them.
 *
 * @param list its name on the page
 * @param rounds how often the list is read, once for each channel, module or object that the source names; 1 for most
 * @param types what events it can bring, {@code *} for any run of characters
 * @param lookback how far back the vendor remembers; null when it is not limited
 * @param lag how long a change may take to be seen: a window ends so long before now
 * @param overlap how long before the end of the last window the next one begins
 * @param step longest window that is asked for at once; null for any
 * @param unit what times are rounded to, outwards: the grain of the vendor's filter
 * @param from how the vendor reads the start of a window
 * @param to how the vendor reads its end; {@link Edge#NONE} where it takes none
 * @param cap most items that the vendor tells for one window; 0 for no such limit
 * @param moving whether an item that changes moves to the list's end, so that counted pages would slip: the next page is
 *     asked for from the last item's time
 * @param details whether an item's payload takes a call of its own
 * @param timed whether its items have times; where they have none, the vendor keeps the place and nothing else tells old from new
 */
public record Terms(
        String list,
        Kind kind,
        Style style,
        Order order,
        Paging paging,
        int rounds,
        List<String> types,
        @Nullable Duration lookback,
        Duration lag,
        Duration overlap,
        @Nullable Duration step,
        Duration unit,
        Edge from,
        Edge to,
        int cap,
        boolean moving,
        boolean details,
        boolean timed) {

    /** Who keeps the place in the list. */
    public enum Style {
        /** The vendor filters by time. */
        WINDOW,
        /** The vendor does not filter: the list is read until it is older than the start, or to its end. */
        SCAN,
        /** The vendor gives a position, which is kept with the source and given back. */
        POSITION
    }

    /** In which order items come. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        UNORDERED
    }

    /** How the vendor reads an edge of a window. */
    public enum Edge {
        INCLUSIVE,
        EXCLUSIVE,
        NONE
    }

    /** How one page leads to the next. */
    public sealed interface Paging {}

    /** There is one page. */
    public record OnePage() implements Paging {}

    /** The answer holds what to give back. */
    public record ByCursor() implements Paging {}

    /** The answer holds the next request. */
    public record ByLink() implements Paging {}

    /**
     * Pages, or items, are counted.
     *
     * @param first number of the first page, or offset of the first item
     * @param size items of a full page; 0 when the answer says whether there is more
     * @param byItem whether items are counted, and not pages
     */
    public record ByNumber(int first, int size, boolean byItem) implements Paging {}

    /** The same, of a vendor who remembers so far back. */
    public Terms remembering(Duration known) {
        return new Terms(
                list, kind, style, order, paging, rounds, types, known, lag, overlap, step, unit, from, to, cap, moving,
                details, timed);
    }

    /** From when on the vendor can be asked; empty when it is not limited. */
    public Optional<Instant> oldest(Instant now) {
        return Optional.ofNullable(lookback).map(limit -> now.minus(limit).plus(margin(limit)));
    }

    /**
     * How much less than the vendor remembers is asked for. A window is rounded outwards and its calls leave later than it is
     * made: what begins at the very edge is always beyond it when the vendor reads it, and many refuse that.
     */
    private Duration margin(Duration limit) {
        if (style != Style.WINDOW) {
            return Duration.ZERO;
        }
        Duration hundredth = limit.dividedBy(100);
        Duration units = unit.multipliedBy(2);
        Duration margin = hundredth.compareTo(units) > 0 ? hundredth : units;
        Duration half = limit.dividedBy(2);
        return margin.compareTo(half) < 0 ? margin : half;
    }
}
