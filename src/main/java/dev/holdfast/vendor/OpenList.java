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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of a page with what its source gives to it: asks, and reads answers. */
final class OpenList implements ListPage {
    private final Pull.Opened opened;
    private final PullList list;
    private final List<Map<String, String>> rows;
    private final Terms terms;
    private final Pulled pulled;
    private final int cost;

    OpenList(Pull.Opened opened, PullList list, List<Map<String, String>> rows) {
        this.opened = opened;
        this.list = list;
        this.rows = rows;
        this.terms = list.terms(rows.size());
        this.pulled = new Pulled(opened, list);
        this.cost = opened.budgets().stream()
                .map(PullBudget::budget)
                .mapToInt(budget -> budget instanceof Budget.Bucket bucket ? bucket.points() : 1)
                .max()
                .orElse(1);
    }

    @Override
    public Terms terms() {
        return terms;
    }

    @Override
    public Call call(Ask ask, Map<String, Secret> credentials) {
        AskSight sight = sight(ask.round(), ask, null, credentials);
        String next = ask.next();
        return terms.paging() instanceof Terms.ByLink && next != null
                ? list.request().follow(URI.create(next), sight, cost)
                : list.request().call(opened.base(), sight, cost);
    }

    @Override
    public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
        Node item = JsonReader.within(new String(sketch.element(), StandardCharsets.UTF_8));
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
        Reading verdict = opened.errors().judge(sight, observed);
        if (verdict != null) {
            return verdict;
        }
        if (sight.json() == null) {
            return new Reading.Later(null, Step.Why.FAILED, observed);
        }
        List<AnswerSight.Element> elements = elements(sight, row);
        if (elements == null) {
            return stopped("has nothing at " + String.join(", ", list.elements()), observed);
        }
        return items(ask, sight, elements, observed);
    }

    @Override
    public Reading read(Listed.Sketch sketch, Answer answer) {
        AnswerSight sight = AnswerSight.detail(opened.params(), rows.get(sketch.round()), answer, sketch.element());
        List<Observed> observed = observed(sight);
        if (answer.status() == 404 || answer.status() == 410) {
            return new Reading.Gone("status " + answer.status(), observed);
        }
        Reading verdict = opened.errors().judge(sight, observed);
        if (verdict != null) {
            return verdict;
        }
        if (sight.json() == null) {
            return new Reading.Later(null, Step.Why.FAILED, observed);
        }
        return new Reading.Items(pulled.delivered(sight, sketch.at()), 1, null, false, null, null, observed);
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

    /** The elements of the page, in its order; null when they are not where the page says. */
    private @Nullable List<AnswerSight.Element> elements(AnswerSight sight, Map<String, String> row) {
        List<AnswerSight.Element> elements = new ArrayList<>();
        byte[] body = sight.answer().body();
        for (String text : list.elements()) {
            Value value = path(text, row);
            boolean[] lost = {false};
            value.path().walk(Objects.requireNonNull(sight.json()), new Pointer.Walk() {
                @Override
                public void found(Node node) {
                    boolean isNull = !node.isArray()
                            && node.text() == null
                            && node.step("*").isEmpty();
                    lost[0] |= !node.isArray() && !(isNull && value.mayBeAbsent());
                    if (node.isArray()) {
                        node.step("*").forEach(one -> elements.add(new AnswerSight.Element(body, one)));
                    }
                }

                @Override
                public void brokenOff(Node last) {
                    lost[0] |= !value.mayBeAbsent();
                }
            });
            if (lost[0]) {
                return null;
            }
        }
        return elements;
    }

    private static Value path(String text, Map<String, String> row) {
        try {
            return PullList.elements(text, row);
        } catch (Fault fault) {
            throw new IllegalStateException("a row that fits no path", fault);
        }
    }

    private Reading items(Ask ask, AnswerSight page, List<AnswerSight.Element> elements, List<Observed> observed) {
        List<Listed> listed = new ArrayList<>(elements.size());
        elements.forEach(one -> listed.addAll(pulled.listed(page.at(one), ask.round())));
        AnswerSight sight = elements.isEmpty() ? page : page.withLast(elements.get(elements.size() - 1));
        String next = text(list.paging().take(), sight);
        if (terms.paging() instanceof Terms.ByLink && next != null) {
            URI link = Links.below(opened.base(), opened.own(), next);
            if (link == null) {
                return new Reading.Stopped(
                        new Obstacle(Obstacle.Actor.VENDOR, "points to a place that is not its own"), observed);
            }
            next = link.toString();
        }
        return new Reading.Items(
                listed,
                elements.size(),
                next,
                more(sight),
                number(text(list.total(), sight)),
                text(list.walk().position(), sight),
                observed);
    }

    /** Whether the answer says that there is more; null when it does not say. */
    private @Nullable Boolean more(Sight sight) {
        boolean position = terms.style() == Terms.Style.POSITION;
        String more = text(position ? list.walk().more() : list.paging().more(), sight);
        String done = text(list.paging().done(), sight);
        return more != null ? Boolean.valueOf(more.equals("true")) : done == null ? null : !done.equals("true");
    }

    private static @Nullable String text(@Nullable Value value, Sight sight) {
        String text = value == null ? null : value.text(sight);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,15}") ? Long.valueOf(text) : null;
    }

    private static Reading stopped(String reason, List<Observed> observed) {
        return new Reading.Stopped(new Obstacle(Obstacle.Actor.PAGE, reason), observed);
    }
}
