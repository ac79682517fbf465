package dev.holdfast.vendor.pull;

import dev.holdfast.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The walk over one list of a vendor. A pure function of states and answers; may be used by many threads at once. */
public final class Walk {
    /** Empty pages in a row that promise more. */
    private static final int MOST_EMPTY = 10;

    /** Pages of one stretch; a list that is longer is no list. */
    private static final int MOST_PAGES = 100_000;

    /** Tries of one call that fails without being throttled. */
    private static final int MOST_ATTEMPTS = 20;

    /** Restarts of a stretch that get no further. */
    private static final int MOST_RESTARTS = 5;

    private final ListPage page;
    private final Terms terms;
    private final Edges edges;

    /** The walk over the list that a page describes. */
    public Walk(ListPage page) {
        this.page = page;
        this.terms = page.terms();
        this.edges = new Edges(terms);
    }

    /** The rules of the list. */
    public Terms terms() {
        return terms;
    }

    /** The beginning of a walk over a window; over a list whose vendor keeps the place, from the vendor's beginning. */
    public WalkState begin(Span window) {
        return begin(window, null);
    }

    /**
     * The beginning of a walk.
     *
     * @param position of the state in which the last walk ended, for {@link Terms.Style#POSITION}; null for none
     */
    public WalkState begin(Span window, @Nullable String position) {
        return WalkState.begin(terms.list(), page.fingerprint(), window, edges.stepped(List.of(window)), position);
    }

    /**
     * A walk that was under way, as {@link WalkState#toJson} kept it.
     *
     * @return empty when it was begun under another configuration of the source, or does not say under which, as those that
     *     were kept before the fingerprint was: its places would lead past what was never read
     */
    public Optional<WalkState> resume(String kept) {
        return Optional.of(WalkState.parse(kept))
                .filter(state -> page.fingerprint().equals(state.fingerprint()));
    }

    /**
     * What to ask.
     *
     * @param credentials of the source, by name
     * @throws IllegalStateException when the walk is over, or a credential is missing
     */
    public Call next(WalkState state, Map<String, Secret> credentials) {
        return page.call(ask(state), credentials);
    }

    /** What the answer to {@link #next} means. Never throws for what a vendor sends. */
    public Step read(WalkState state, Answer answer) {
        Reading reading = page.read(ask(state), answer);
        return reading instanceof Reading.Items items ? listing(state, items) : otherwise(state, reading);
    }

    /** The call for what a sketch leaves out; only for one that is not known. */
    public Call detail(Listed.Sketch sketch, Map<String, Secret> credentials) {
        return page.call(sketch, credentials);
    }

    /**
     * What the answer to {@link #detail} means: a {@link Step.Listing} with one item, and the state as it was.
     *
     * @param state the walk's, which counts the attempts
     */
    public Step detail(WalkState state, Listed.Sketch sketch, Answer answer) {
        Reading reading = page.read(sketch, answer);
        if (reading instanceof Reading.Items items) {
            return new Step.Listing(items.listed(), state, items.observed());
        }
        return reading instanceof Reading.Gone gone
                ? new Step.Skipped(state, gone.reason(), gone.observed())
                : otherwise(state, reading);
    }

    private Ask ask(WalkState state) {
        if (state.done()) {
            throw new IllegalStateException("the walk over " + terms.list() + " is over");
        }
        Fork fork = state.fork();
        String next = fork == null ? state.next() : fork.next();
        if (fork == null && next == null && terms.paging() instanceof Terms.ByNumber numbers) {
            next = Integer.toString(numbers.first());
        }
        Span span = state.current();
        String branch = fork == null ? null : fork.branch();
        return new Ask(state.round(), edges.asksFrom(span), edges.asksTo(span), next, state.position(), branch);
    }

    private Step otherwise(WalkState state, Reading reading) {
        List<Observed> observed = reading.observed();
        if (reading instanceof Reading.Later later) {
            return later.why() == Step.Why.FAILED && state.attempts() + 1 >= MOST_ATTEMPTS
                    ? broken(Obstacle.Actor.VENDOR, "fails " + MOST_ATTEMPTS + " times in a row", observed)
                    : new Step.Again(state.with(state.tally().failed()), later.after(), later.why(), observed);
        }
        if (reading instanceof Reading.Refused) {
            return state.tally().refusals() > 0
                    ? broken(Obstacle.Actor.OPERATOR, "does not take the credentials", observed)
                    : new Step.Unauthorized(state.with(state.tally().refused()), observed);
        }
        if (reading instanceof Reading.Forgotten) {
            return state.fork() == null ? restarted(state, observed) : restarted(state, state.fork(), observed);
        }
        if (reading instanceof Reading.Capped) {
            return split(state, observed);
        }
        if (reading instanceof Reading.Gone gone) {
            Fork fork = state.fork();
            Tally tally = state.tally().page(false);
            return new Step.Skipped(fork == null ? nextRound(state) : fork.past(state, tally), gone.reason(), observed);
        }
        return new Step.Broken(((Reading.Stopped) reading).obstacle(), observed);
    }

    /**
     * The stretch from where it is surely read, without the cursor that the vendor forgot. One that cannot be read to its end
     * before the next one is forgotten is read in halves.
     */
    private Step restarted(WalkState state, List<Observed> observed) {
        Optional<Span> rest = edges.rest(state.current(), state.safe());
        if (rest.isEmpty()
                && state.tally().restarts() + 1 > MOST_RESTARTS
                && smaller(state).size() == state.todo().size()) {
            return broken(Obstacle.Actor.VENDOR, "forgets the cursor before anything is read", observed);
        }
        // The place in which the walk began is known to be good, unless it is the one that was forgotten.
        String place = Objects.equals(state.position(), state.began()) ? null : state.began();
        WalkState again = rest.map(
                        span -> state.at(state.round(), Edges.narrowed(state.todo(), span), place, Tally.NONE))
                .orElseGet(() -> state.at(
                        state.round(), smaller(state), place, state.tally().restarted()));
        return new Step.Expired(again, observed);
    }

    /** What an item leads to is read again from its beginning: what is read twice is known. */
    private static Step restarted(WalkState state, Fork fork, List<Observed> observed) {
        Tally tally = state.tally().restarted();
        return tally.restarts() > MOST_RESTARTS
                ? broken(Obstacle.Actor.VENDOR, "forgets the cursor before anything is read", observed)
                : new Step.Expired(state.at(fork.again()).with(tally), observed);
    }

    private List<Span> smaller(WalkState state) {
        boolean again = state.tally().restarts() > 0 && state.tally().pages() > 0;
        return again && terms.style() == Terms.Style.WINDOW ? edges.halved(state.todo()) : state.todo();
    }

    private Step listing(WalkState state, Reading.Items items) {
        List<Observed> observed = items.observed();
        Fork fork = state.fork();
        if (fork == null && isCapped(items) && state.next() == null) {
            return split(state, observed);
        }
        String content = OnPage.content(items);
        if ((fork == null ? state.trail() : fork.trail()).meets(items.next(), content)) {
            return broken(Obstacle.Actor.VENDOR, "tells the same page again and again", observed);
        }
        if (state.tally().pages() >= MOST_PAGES) {
            return broken(Obstacle.Actor.VENDOR, "tells more than " + MOST_PAGES + " pages of one window", observed);
        }
        boolean more = hasMore(state, items);
        if (more && items.count() == 0 && state.tally().empty() + 1 >= MOST_EMPTY) {
            return broken(Obstacle.Actor.VENDOR, "promises more on " + MOST_EMPTY + " empty pages in a row", observed);
        }
        if (more && following(state, items) == null && terms.style() != Terms.Style.POSITION && !goesOn(state, items)) {
            return otherwise(state, new Reading.Later(null, Step.Why.FAILED, observed));
        }
        List<Listed> wanted = items.listed().stream()
                .filter(one -> terms.style() == Terms.Style.POSITION || edges.holds(state.whole(), one.at()))
                .toList();
        WalkState reached = state.reached(OnPage.newest(wanted)).bounded(items.covers());
        return new Step.Listing(wanted, onward(reached, items, content, more), observed);
    }

    /** Where it goes on after a page: what its items lead to comes before the next page. */
    private WalkState onward(WalkState state, Reading.Items items, String content, boolean more) {
        Fork fork = state.fork();
        Tally tally = state.tally().page(items.count() == 0);
        String next = items.next();
        if (fork != null) {
            return more && next != null
                    ? state.at(fork.on(next, fork.trail().after(next, content))).with(tally)
                    : fork.past(state, tally);
        }
        WalkState then = more ? further(state, items, content) : nextStretch(state, items);
        return items.branches().isEmpty()
                ? then
                : state.at(new Fork(items.branches(), null, Trail.NONE, then)).with(tally);
    }

    /** Whether the list's next page is asked for from the last item's time, and needs no cursor. */
    private boolean goesOn(WalkState state, Reading.Items items) {
        Instant last = terms.moving() && state.fork() == null ? OnPage.lastAt(items.listed()) : null;
        return terms.order() == Terms.Order.OLDEST_FIRST && last != null && edges.read(state.current(), last) != null;
    }

    private boolean isCapped(Reading.Items items) {
        Long total = items.total();
        return terms.cap() > 0 && (total == null ? items.count() >= terms.cap() : total > terms.cap());
    }

    private Step split(WalkState state, List<Observed> observed) {
        List<Span> todo = state.fork() == null ? edges.halved(state.todo()) : state.todo();
        if (todo.size() == state.todo().size()) {
            return broken(Obstacle.Actor.VENDOR, "holds more in one moment than it tells at once", observed);
        }
        return new Step.Split(state.at(state.round(), todo, state.position(), Tally.NONE), observed);
    }

    /** Whether the stretch goes on after this page. */
    private boolean hasMore(WalkState state, Reading.Items items) {
        Boolean told = items.more();
        if (terms.style() == Terms.Style.POSITION) {
            return told != null && told;
        }
        return (state.fork() != null || !edges.isPast(state.whole(), OnPage.lastAt(items.listed())))
                && (told != null ? told : following(state, items) != null);
    }

    private @Nullable String following(WalkState state, Reading.Items items) {
        if (state.fork() != null || !(terms.paging() instanceof Terms.ByNumber numbers)) {
            return items.next();
        }
        Boolean told = items.more();
        if (told != null ? !told : items.count() < Math.max(numbers.size(), 1)) {
            return null;
        }
        String at = state.next();
        int now = at == null ? numbers.first() : Integer.parseInt(at);
        return Integer.toString(now + (numbers.byItem() ? items.count() : 1));
    }

    /** The next page of the stretch. */
    private WalkState further(WalkState state, Reading.Items items, String content) {
        String next = following(state, items);
        Instant last = OnPage.lastAt(items.listed());
        Instant safe = last == null ? null : edges.read(state.current(), last);
        Trail trail = state.trail().after(next, content);
        Tally tally = state.tally().page(items.count() == 0);
        return safe != null && terms.moving() && terms.order() == Terms.Order.OLDEST_FIRST
                ? state.from(safe, tally)
                : state.on(next, position(state, items), tally, safe == null ? state.safe() : safe, trail);
    }

    private WalkState nextStretch(WalkState state, Reading.Items items) {
        List<Span> rest = state.todo().subList(1, state.todo().size());
        String position = position(state, items);
        if (!rest.isEmpty()) {
            return state.at(state.round(), edges.stepped(rest), position, Tally.NONE);
        }
        return nextRound(state.at(state.round(), state.todo(), position, Tally.NONE));
    }

    private WalkState nextRound(WalkState state) {
        int round = state.round() + 1;
        return round < terms.rounds()
                ? state.at(round, edges.stepped(List.of(state.whole())), state.position(), Tally.NONE)
                : state.at(state.round(), List.of(), state.position(), Tally.NONE);
    }

    private static @Nullable String position(WalkState state, Reading.Items items) {
        return items.position() == null ? state.position() : items.position();
    }

    private static Step broken(Obstacle.Actor actor, String reason, List<Observed> observed) {
        return new Step.Broken(new Obstacle(actor, reason), observed);
    }
}
