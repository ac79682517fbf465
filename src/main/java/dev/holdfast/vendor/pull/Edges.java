package dev.holdfast.vendor.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The edges of windows. Times are rounded outwards to the grain of the vendor's filter, and where a vendor leaves an edge
 * out that is wanted, the window is one unit wider: what is read twice is known, what falls between is lost.
 */
final class Edges {
    private static final Duration DAY = Duration.ofDays(1);

    private final Terms terms;

    Edges(Terms terms) {
        this.terms = terms;
    }

    Instant asksFrom(Span span) {
        Instant from = floor(span.from());
        return terms.from() == Terms.Edge.EXCLUSIVE ? from.minus(terms.unit()) : from;
    }

    Instant asksTo(Span span) {
        Instant to = ceiling(span.to());
        // A day that is included reaches to its end; a second that is included may have fractions behind it.
        return terms.to() == Terms.Edge.INCLUSIVE && terms.unit().compareTo(DAY) >= 0 ? to.minus(terms.unit()) : to;
    }

    /** Whether what happened then is of the span, as finely as the vendor tells. */
    boolean holds(Span span, @Nullable Instant at) {
        return at == null || (!at.isBefore(floor(span.from())) && at.isBefore(ceiling(span.to())));
    }

    boolean isBefore(Span span, Instant at) {
        return at.isBefore(floor(span.from()));
    }

    boolean isAfter(Span span, Instant at) {
        return !at.isBefore(ceiling(span.to()));
    }

    /** Whether what follows an item of that time cannot be of the span, by the order in which the list comes. */
    boolean isPast(Span span, @Nullable Instant last) {
        return last != null
                && switch (terms.order()) {
                    case NEWEST_FIRST -> isBefore(span, last);
                    case OLDEST_FIRST -> isAfter(span, last);
                    case UNORDERED -> false;
                };
    }

    /**
     * Where what is surely read of a span meets what is not, after a page that ends with an item of that time: other items
     * of the same unit may be on the next.
     *
     * @return null when nothing of the span is surely read, or its list comes in no order
     */
    @Nullable
    Instant read(Span span, Instant last) {
        Instant at = switch (terms.order()) {
            case OLDEST_FIRST -> floor(last);
            case NEWEST_FIRST -> floor(last).plus(terms.unit());
            case UNORDERED -> null;
        };
        return rest(span, at).isPresent() ? at : null;
    }

    /**
     * What is left of a span.
     *
     * @param read as {@link #read} said; null for nothing
     * @return empty when all of it is left
     */
    Optional<Span> rest(Span span, @Nullable Instant read) {
        if (read == null || !read.isAfter(span.from()) || !read.isBefore(span.to())) {
            return Optional.empty();
        }
        return Optional.of(
                terms.order() == Terms.Order.OLDEST_FIRST ? new Span(read, span.to()) : new Span(span.from(), read));
    }

    /** The span's two halves; empty when it is one unit. */
    List<Span> halves(Span span) {
        Instant from = floor(span.from());
        Duration whole = Duration.between(from, ceiling(span.to()));
        Instant middle = floor(from.plus(whole.dividedBy(2)));
        return middle.isAfter(from) && middle.isBefore(span.to()) && middle.isAfter(span.from())
                ? List.of(new Span(span.from(), middle), new Span(middle, span.to()))
                : List.of();
    }

    /** What is to do with its first stretch in halves; the same when that is one unit. */
    List<Span> halved(List<Span> todo) {
        List<Span> halves = halves(todo.get(0));
        if (halves.isEmpty()) {
            return todo;
        }
        List<Span> halved = new ArrayList<>(halves);
        halved.addAll(todo.subList(1, todo.size()));
        return halved;
    }

    /** What is to do when of its first stretch this is left. */
    static List<Span> narrowed(List<Span> todo, Span rest) {
        List<Span> narrowed = new ArrayList<>(todo);
        narrowed.set(0, rest);
        return narrowed;
    }

    /** The stretches of what is to do, the first no longer than a step. */
    List<Span> stepped(List<Span> todo) {
        Duration step = terms.step();
        if (todo.isEmpty()
                || step == null
                || !todo.get(0).from().plus(step).isBefore(todo.get(0).to())) {
            return todo;
        }
        Span first = todo.get(0);
        List<Span> stepped = new ArrayList<>(todo);
        stepped.set(0, new Span(first.from(), first.from().plus(step)));
        stepped.add(1, new Span(first.from().plus(step), first.to()));
        return stepped;
    }

    Instant floor(Instant at) {
        long unit = terms.unit().toNanos();
        long rest = Math.floorMod(nanosOfDay(at), unit);
        return at.minusNanos(rest);
    }

    private Instant ceiling(Instant at) {
        Instant floor = floor(at);
        return floor.equals(at) ? at : floor.plus(terms.unit());
    }

    /** Units divide a day, so a day's nanoseconds say it all. */
    private static long nanosOfDay(Instant at) {
        return Math.floorMod(at.getEpochSecond(), DAY.toSeconds()) * 1_000_000_000L + at.getNano();
    }
}
