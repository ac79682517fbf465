package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Walk;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the pull side of a vendor's page and a source together, and finds every mistake before the first call does. */
public final class Pull {
    private final Vendor vendor;
    private final PullPage page;
    private final PullSource source;
    private final List<Mistake> mistakes = new ArrayList<>();

    private Pull(Vendor vendor, PullPage page, PullSource source) {
        this.vendor = vendor;
        this.page = page;
        this.source = source;
    }

    /**
     * How a source is fetched from.
     *
     * @throws Misconfigured with every mistake of the source: parameters, credentials, lists, the base URL
     * @throws IllegalArgumentException when the vendor's page has no {@code pull}; see {@link Vendor#pulls}
     */
    public static Contract open(Vendor vendor, PullSource source) {
        PullPage page = vendor.page().pull();
        if (page == null) {
            throw new IllegalArgumentException(vendor.name() + " lists nothing");
        }
        return new Pull(vendor, page, source).contract();
    }

    private Contract contract() {
        List<PullList> lists = lists();
        Set<String> needed = new LinkedHashSet<>(page.params());
        Set<String> credentials = new LinkedHashSet<>(page.credentials());
        List<PullAuth> ways = ways(lists);
        PullAuth auth = auth(ways);
        credentials.addAll(auth.shape().credentials());
        lists.forEach(list -> {
            needed.addAll(list.params());
            credentials.addAll(list.credentials());
        });
        credentials.stream()
                .filter(name -> !source.credentials().contains(name))
                .forEach(name -> mistake("reconcile.credentials." + name, "is missing", "a secret" + others(ways)));
        Params params = new Params(vendor.page(), source.name(), source.params(), mistakes);
        Map<String, List<String>> values = params.read(needed);
        Map<String, List<Map<String, String>>> rows = params.rows(needed);
        if (!mistakes.isEmpty()) {
            throw new Misconfigured(mistakes);
        }
        AskSight sight = AskSight.of(values);
        URI own = URI.create(Objects.requireNonNull(page.base().text(sight)));
        URI base = base(own);
        if (!mistakes.isEmpty()) {
            throw new Misconfigured(mistakes);
        }
        Items items = new Items(vendor.page(), source.name());
        Opened opened = new Opened(source.name(), base, own, values, page.errors(), page.budgets(), items);
        Map<String, Walk> walks = new LinkedHashMap<>();
        for (PullList list : lists) {
            walks.put(list.name(), new Walk(new OpenList(opened, list, rowsOf(list, values, rows))));
        }
        List<Budget> budgets = page.budgets().stream().map(PullBudget::budget).toList();
        return new Contract(vendor.name(), base, walks, auth.open(sight), budgets, credentials);
    }

    /**
     * What all lists of a source have in common.
     *
     * @param base where the API is for this source
     * @param own where it is by the page
     */
    record Opened(
            String source,
            URI base,
            URI own,
            Map<String, List<String>> params,
            PullErrors errors,
            List<PullBudget> budgets,
            Items items) {}

    private List<PullList> lists() {
        for (String name : source.lists()) {
            if (!page.lists().containsKey(name)) {
                mistake(
                        "reconcile.lists",
                        "'" + name + "' is no list of " + vendor.title(),
                        String.join(", ", page.lists().keySet()));
            }
        }
        return page.lists().values().stream()
                .filter(list -> source.lists().isEmpty()
                        ? !list.optIn()
                        : source.lists().contains(list.name()))
                .toList();
    }

    /** Ways to say who asks; a source has one, so its lists must agree. */
    private List<PullAuth> ways(List<PullList> lists) {
        List<List<PullAuth>> all = lists.stream()
                .map(list -> list.auth().isEmpty() ? page.auth() : list.auth())
                .distinct()
                .toList();
        if (all.size() > 1) {
            mistake(
                    "reconcile.lists",
                    "names lists for which the vendor wants different credentials",
                    "those of one kind: " + alike(lists));
        }
        return all.isEmpty() ? page.auth() : all.get(0);
    }

    /** The lists that go together, a bar between those that do not. */
    private static String alike(List<PullList> lists) {
        return lists.stream()
                .collect(Collectors.groupingBy(
                        PullList::auth,
                        LinkedHashMap::new,
                        Collectors.mapping(PullList::name, Collectors.joining(", "))))
                .values()
                .stream()
                .collect(Collectors.joining(" | "));
    }

    /** The other ways to say who asks. */
    private static String others(List<PullAuth> ways) {
        return ways.stream()
                .skip(1)
                .map(way -> ", or instead " + String.join(" and ", way.shape().credentials()))
                .collect(Collectors.joining());
    }

    /** The first way whose credentials are all there; where none are given at all, the usual one. */
    private PullAuth auth(List<PullAuth> ways) {
        return ways.stream()
                .filter(way -> source.credentials().containsAll(way.shape().credentials()))
                .findFirst()
                .orElse(ways.get(0));
    }

    private URI base(URI own) {
        URI url = source.baseUrl();
        if (url == null) {
            return own;
        }
        boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!http
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            mistake("reconcile.base-url", "is no plain URL", "scheme, host and path of the vendor's API");
        }
        return url;
    }

    /** What the list is read for, one after the other. */
    private static List<Map<String, String>> rowsOf(
            PullList list, Map<String, List<String>> values, Map<String, List<Map<String, String>>> rows) {
        String name = list.forEach();
        if (name == null) {
            return List.of(Map.of());
        }
        return rows.containsKey(name)
                ? rows.get(name)
                : values.getOrDefault(name, List.of()).stream()
                        .map(value -> Map.of("", value))
                        .toList();
    }

    private void mistake(String key, String fault, String allowed) {
        mistakes.add(new Mistake("", "holdfast.sources." + source.name() + "." + key, fault, allowed));
    }
}
