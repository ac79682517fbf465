package dev.holdfast.vendor;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Ask;
import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.ListPage;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Observed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Reading;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Terms;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of a page with what its source gives to it: asks, and reads answers. */
final class OpenList implements ListPage {
    private final Pull.Opened opened;
    private final PullList list;
    private final List<Map<String, String>> rows;
    private final Terms terms;
    private final Pulled pulled;
    private final PullErrors errors;
    private final int cost;
    private final String fingerprint;

    OpenList(Pull.Opened opened, PullList list, List<Map<String, String>> rows) {
        this.opened = opened;
        this.list = list;
        this.rows = rows;
        this.terms = list.terms(rows.size());
        this.pulled = new Pulled(opened, list);
        this.errors = list.errors().before(opened.errors());
        this.cost = opened.budgets().stream()
                .map(PullBudget::budget)
                .mapToInt(budget -> budget instanceof Budget.Bucket bucket ? bucket.points() : 1)
                .max()
                .orElse(1);
        this.fingerprint = Fingerprint.of(opened, rows);
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Call call(Ask ask, Map<String, Secret> credentials) {
        AskSight sight = sight(ask.round(), reaching(ask), null, credentials);
        String next = ask.next();
        PullBranch branch = list.branch();
        if (ask.branch() != null && branch != null) {
            return branch.request().call(opened.base(), sight, cost);
        }
        return terms.paging() instanceof Terms.ByLink && next != null
                ? list.request().follow(kept(next), sight, cost)
                : request(ask).call(opened.base(), sight, cost);
    }

    /** Held against the vendor's place again: it was kept since its answer, and credentials go where it leads. */
    private URI kept(String next) {
        URI link = Links.below(opened.base(), opened.own(), next);
        if (link == null) {
            throw new IllegalStateException("the kept link points to a place that is not the vendor's own");
        }
        return link;
    }

    /** Items that only lead to what is wanted may be older than that. */
    private Ask reaching(Ask ask) {
        return ask.branch() == null
                ? new Ask(
                        ask.round(), ask.from().minus(list.walk().reach()), ask.to(), ask.next(), ask.position(), null)
                : ask;
    }

    private PullRequest request(Ask ask) {
        Template first = list.walk().first();
        return first != null && ask.position() == null ? list.request().at(first) : list.request();
    }

    @Override
    public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
        String element = new String(sketch.element(), StandardCharsets.UTF_8);
        if (list.file() != null) {
            return Call.bare(URI.create(element));
        }
        Node item = JsonReader.within(element);
        PullRequest detail = Objects.requireNonNull(list.detail(), "a list without details");
        return detail.call(opened.base(), sight(sketch.round(), null, item, credentials), cost);
    }

    private AskSight sight(int round, @Nullable Ask ask, @Nullable Node item, Map<String, Secret> credentials) {
        return new AskSight(opened.params(), rows.get(round), ask, list.walk().format(), item, credentials);
    }

    @Override
    public Reading read(Ask ask, Answer answer) {
        Map<String, String> row = rows.get(ask.round());
        AnswerSight sight = AnswerSight.page(opened.params(), row, answer);
        List<Observed> observed = observed(sight);
        Reading verdict = errors.judge(sight, observed);
        if (verdict != null) {
            return verdict;
        }
        if (sight.json() == null) {
            return new Reading.Later(null, Step.Why.FAILED, observed);
        }
        if (list.file() != null) {
            return file(ask, list.file(), sight, observed);
        }
        PullBranch branch = ask.branch() == null ? null : list.branch();
        List<String> paths = branch == null ? list.elements() : branch.elements();
        List<AnswerSight.Element> elements = new Elements(paths, row).of(sight);
        if (elements == null) {
            return nothingAt(paths, observed);
        }
        return items(ask, sight, elements, branch == null ? list.paging() : branch.paging(), observed);
    }

    /** The page is elsewhere, and known by what it holds. */
    private Reading file(Ask ask, PullFile file, AnswerSight sight, List<Observed> observed) {
        String url = text(file.url(), sight);
        if (url == null) {
            return nothingAt(List.of(Notation.of(file.url())), observed);
        }
        URI link = file.link(url, opened.base(), opened.own(), sight(ask.round(), ask, null, Map.of()));
        if (link == null) {
            return elsewhere(observed);
        }
        byte[] element = link.toString().getBytes(StandardCharsets.UTF_8);
        List<Listed> listed = List.of(new Listed.Sketch(List.of(), null, element, ask.round()));
        String position = text(list.walk().position(), sight);
        return new Reading.Items(listed, 1, null, more(list.paging(), sight), null, position, observed);
    }

    @Override
    public Reading read(Listed.Sketch sketch, Answer answer) {
        if (list.file() != null) {
            return held(sketch, list.file(), answer);
        }
        AnswerSight sight = AnswerSight.detail(opened.params(), rows.get(sketch.round()), answer, sketch.element());
        List<Observed> observed = observed(sight);
        if (answer.status() == 404 || answer.status() == 410) {
            return new Reading.Gone("status " + answer.status(), observed);
        }
        Reading verdict = errors.judge(sight, observed);
        if (verdict != null) {
            return verdict;
        }
        if (sight.json() == null) {
            return new Reading.Later(null, Step.Why.FAILED, observed);
        }
        return new Reading.Items(pulled.delivered(sight, sketch.at()), 1, null, false, null, null, observed);
    }

    /** What a file holds. One that is not there any more is asked for by another link: the page is asked for again. */
    private Reading held(Listed.Sketch sketch, PullFile file, Answer answer) {
        Map<String, String> row = rows.get(sketch.round());
        AnswerSight sight = AnswerSight.page(opened.params(), row, answer);
        Reading verdict = PullErrors.NONE.judge(sight, List.of());
        if (verdict instanceof Reading.Later) {
            return verdict;
        }
        if (verdict != null || sight.json() == null) {
            return new Reading.Later(null, Step.Why.FAILED, List.of());
        }
        List<AnswerSight.Element> elements = new Elements(file.elements(), row).of(sight);
        if (elements == null) {
            return nothingAt(file.elements(), List.of());
        }
        List<Listed> listed = listed(sight, elements, sketch.round());
        if (listed == null) {
            return tooMany(List.of());
        }
        return new Reading.Items(listed, elements.size(), null, false, null, null, List.of());
    }

    private List<Observed> observed(AnswerSight sight) {
        List<Observed> observed = new ArrayList<>();
        for (int i = 0; i < opened.budgets().size(); i++) {
            Observed one = opened.budgets().get(i).observed(i, sight);
            if (one != null) {
                observed.add(one);
            }
        }
        return observed;
    }

    private Reading items(
            Ask ask, AnswerSight page, List<AnswerSight.Element> elements, PullPaging paging, List<Observed> observed) {
        PullBranch branch = ask.branch() == null ? list.branch() : null;
        AnswerSight sight = elements.isEmpty() ? page : page.withLast(elements.get(elements.size() - 1));
        String next = text(paging.take(), sight);
        if (paging.paging() instanceof Terms.ByLink && next != null) {
            URI link = Links.below(opened.base(), opened.own(), next);
            if (link == null) {
                return elsewhere(observed);
            }
            next = link.toString();
        }
        List<Listed> listed = branch == null ? listed(page, elements, ask.round()) : List.of();
        if (listed == null || elements.size() > Items.MOST) {
            return tooMany(observed);
        }
        return new Reading.Items(
                listed,
                elements.size(),
                next,
                more(paging, sight),
                number(text(list.total(), sight)),
                text(list.walk().position(), sight),
                branch == null ? List.of() : branches(branch, page, elements, ask),
                instant(text(list.walk().covers(), sight)),
                observed);
    }

    /** @return null where they are more than any vendor tells at once: an item has up to twenty keys, and all are in memory */
    private @Nullable List<Listed> listed(AnswerSight page, List<AnswerSight.Element> elements, int round) {
        List<Listed> listed = new ArrayList<>();
        for (AnswerSight.Element one : elements) {
            listed.addAll(pulled.listed(page.at(one), round));
            if (listed.size() > Items.MOST) {
                return null;
            }
        }
        return listed;
    }

    private static List<String> branches(
            PullBranch branch, AnswerSight page, List<AnswerSight.Element> elements, Ask ask) {
        Set<String> branches = new LinkedHashSet<>();
        for (AnswerSight.Element one : elements) {
            String to = branch.of(page.at(one), ask.from());
            if (to != null) {
                branches.add(to);
            }
        }
        return List.copyOf(branches);
    }

    /** Whether the answer says that there is more; null when it does not say. */
    private @Nullable Boolean more(PullPaging paging, Sight sight) {
        boolean position = terms.style() == Terms.Style.POSITION;
        if (position && list.walk().more() == null) {
            // It goes on until the vendor says that there is nothing.
            return text(list.walk().position(), sight) != null;
        }
        String more = text(position ? list.walk().more() : paging.more(), sight);
        String done = text(paging.done(), sight);
        return more != null ? Boolean.valueOf(more.equals("true")) : done == null ? null : !done.equals("true");
    }

    private static @Nullable String text(@Nullable Value value, Sight sight) {
        String text = value == null ? null : value.text(sight);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,15}") ? Long.valueOf(text) : null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : TimeFormat.ISO.read(text);
    }

    private static Reading nothingAt(List<String> places, List<Observed> observed) {
        return new Reading.Stopped(
                new Obstacle(Obstacle.Actor.PAGE, "has nothing at " + String.join(", ", places)), observed);
    }

    private static Reading tooMany(List<Observed> observed) {
        return new Reading.Stopped(
                new Obstacle(Obstacle.Actor.VENDOR, "tells more than " + Items.MOST + " items on one page"), observed);
    }

    private static Reading elsewhere(List<Observed> observed) {
        return new Reading.Stopped(
                new Obstacle(Obstacle.Actor.VENDOR, "points to a place that is not its own"), observed);
    }
}
