package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to fetch what never arrived, as a page says it.
 *
 * @param base where the API is
 * @param auth ways to say who asks, the usual one first
 * @param lists by name, in the order of the page
 * @param params that are named outside of the lists
 * @param credentials that are named outside of the lists and of {@code auth}
 */
record PullPage(
        Template base,
        List<PullAuth> auth,
        Map<String, PullList> lists,
        PullErrors errors,
        List<PullBudget> budgets,
        Set<String> params,
        Set<String> credentials) {

    static PullPage read(PageNode node) {
        PageFields fields = node.fields();
        Map<String, Template> headers =
                fields.optional("headers", one -> PullRequest.templates(one, Use.ASKED_INSIDE), Map.of());
        Map<String, PullList> lists = new LinkedHashMap<>();
        PageNode listed = fields.get("lists");
        if (listed == null || !listed.isMap() || listed.fields().all().isEmpty()) {
            fields.mistake("lists", "is missing or empty", "what the vendor lists, by name");
        } else {
            listed.fields().all().forEach((name, list) -> {
                if (!name.matches("[a-z][a-z0-9-]*")) {
                    list.mistake("has no plain name", "lower-case letters, digits and hyphens");
                }
                lists.put(name, PullList.read(name, list, headers));
            });
        }
        Set<String> params = new LinkedHashSet<>();
        Set<String> credentials = new LinkedHashSet<>();
        for (String key : List.of("base-url", "auth", "headers", "errors", "budget")) {
            PageNode common = fields.get(key);
            if (common != null) {
                params.addAll(PullNames.params(common));
                credentials.addAll(key.equals("auth") ? Set.of() : PullNames.credentials(common));
            }
        }
        PullPage page = new PullPage(
                fields.required(
                        "base-url", base -> base.read(PullPage::base, Template.literal("")), Template.literal("")),
                fields.required("auth", PullAuth::readAll, List.of(PullAuth.NONE)),
                lists,
                fields.optional("errors", PullErrors::read, PullErrors.NONE),
                fields.optional("budget", PullPage::budgets, List.of()),
                params,
                credentials);
        fields.refuseOthers();
        return page;
    }

    private static Template base(String text) throws Fault {
        if (!text.matches("https://(?:[a-z0-9.-]|\\{param:[a-z][a-z0-9-]*})+")) {
            throw new Fault("'" + text + "' is no place of the vendor's", "https:// and a host, {param:…} within it");
        }
        return PullRequest.text(text, Use.ASKED);
    }

    private static List<PullBudget> budgets(PageNode node) {
        return new ArrayList<>(node.list().stream().map(PullBudget::read).toList());
    }

    /** Whether what is listed must be known before its time is: then no key of the vendor's has a day in it. */
    boolean knowsNoDays() {
        return lists.values().stream().anyMatch(list -> list.detail() != null || hasOperations(list));
    }

    private static boolean hasOperations(PullList list) {
        return list.meaning() instanceof PullMeaning.Records records
                && records.all().stream().anyMatch(record -> record.id() != null);
    }

    /** Every parameter that it names, whatever lists a source reads. */
    Set<String> allParams() {
        Set<String> all = new LinkedHashSet<>(params);
        lists.values().forEach(list -> all.addAll(list.params()));
        return all;
    }

    /** Every credential that it may use; for tokens, what any grant needs. */
    Set<String> allCredentials() {
        Set<String> all = new LinkedHashSet<>(credentials);
        lists.values().forEach(list -> all.addAll(list.credentials()));
        auth.forEach(one -> all.addAll(one.allCredentials()));
        lists.values().forEach(list -> list.auth().forEach(one -> all.addAll(one.allCredentials())));
        return all;
    }
}
