package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Budget;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pull side of a page in words. */
final class PullWords {
    private PullWords() {}

    /** What its lists tell, those that are read unasked. */
    static String kinds(@Nullable PullPage pull) {
        return pull == null
                ? "–"
                : pull.lists().values().stream()
                        .filter(list -> !list.optIn())
                        .map(list -> kind(list.kind()))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    /** How far back the lists go; by list where they differ. */
    static String remembers(@Nullable PullPage pull) {
        if (pull == null) {
            return "–";
        }
        List<PullList> read =
                pull.lists().values().stream().filter(list -> !list.optIn()).toList();
        List<String> distinct =
                read.stream().map(PullWords::lookback).distinct().toList();
        return distinct.size() == 1
                ? distinct.get(0)
                : read.stream()
                        .map(list -> PageWords.code(list.name()) + " " + lookback(list))
                        .collect(Collectors.joining(", "));
    }

    private static String lookback(PullList list) {
        Duration lookback = list.walk().lookback();
        return lookback == null ? "not stated" : VendorTable.duration(lookback);
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case EXACT -> "events";
            case OPERATION -> "operations";
            case STATE -> "states";
        };
    }

    /** Rows of names and values about a vendor's lists. */
    static List<List<String>> rows(@Nullable PullPage pull) {
        List<List<String>> rows = new ArrayList<>();
        if (pull == null) {
            rows.add(List.of("pull", "no"));
            return rows;
        }
        rows.add(List.of(
                "pull",
                PageWords.template(pull.base()) + ", "
                        + pull.auth().stream().map(PullWords::auth).collect(Collectors.joining(", or "))
                        + "; credentials "
                        + pull.allCredentials().stream().map(PageWords::code).collect(Collectors.joining(" "))));
        pull.lists()
                .values()
                .forEach(list -> rows.add(List.of(
                        "list `" + list.name() + "`" + (list.optIn() ? " (only when named)" : ""), list(list))));
        if (!pull.budgets().isEmpty()) {
            rows.add(List.of(
                    "calls",
                    pull.budgets().stream()
                            .map(budget -> budget(budget.budget()))
                            .collect(Collectors.joining("; "))));
        }
        return rows;
    }

    private static String list(PullList list) {
        Terms terms = list.terms(1);
        List<String> words = new ArrayList<>();
        words.add("**" + kind(list.kind()) + "**");
        words.add(PageWords.code(list.request().method() + " "
                + bare(PageWords.template(list.request().path()))));
        words.add(
                terms.style() == Terms.Style.WINDOW
                        ? "by time"
                        : terms.style() == Terms.Style.SCAN ? "read until older" : "from the vendor's own place");
        words.add(terms.order().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        words.add(
                terms.lookback() == null
                        ? "look-back not stated"
                        : "remembers " + VendorTable.duration(terms.lookback()));
        if (terms.details()) {
            words.add("a further call for each new one");
        }
        if (list.file() != null) {
            words.add("a file of " + PageWords.template(list.file().hosts().get(0)) + " each");
        }
        if (list.branch() != null) {
            words.add("then "
                    + PageWords.code(list.branch().request().method() + " "
                            + bare(PageWords.template(list.branch().request().path())))
                    + " for each with news");
        }
        if (!list.auth().isEmpty()) {
            words.add("asked by " + list.auth().stream().map(PullWords::auth).collect(Collectors.joining(", or ")));
        }
        if (list.kind() != Kind.EXACT) {
            words.add("types " + list.types().stream().map(PageWords::code).collect(Collectors.joining(" ")));
        }
        if (list.forEach() != null) {
            words.add("for each of " + PageWords.code(list.forEach()));
        }
        return String.join(", ", words);
    }

    private static String bare(String code) {
        return code.replace("`", "");
    }

    private static String auth(PullAuth auth) {
        Authentication shape = auth.shape();
        if (shape instanceof Authentication.Key key) {
            return "header `" + key.header() + "`";
        }
        if (shape instanceof Authentication.Basic) {
            return "basic";
        }
        if (shape instanceof Authentication.Signed) {
            return "a token that the app signs";
        }
        return shape instanceof Authentication.OAuth2 oauth2
                ? "OAuth 2.0 (" + Words.of(oauth2.grant()) + (oauth2.rotates() ? ", rotating" : "")
                        + (oauth2.client() == Authentication.Client.PRIVATE_KEY_JWT ? ", the client signs" : "") + ")"
                : "in the body";
    }

    private static String budget(Budget budget) {
        String share = budget.share() + " % of ";
        if (budget instanceof Budget.Window window) {
            return share + window.calls() + " in " + VendorTable.duration(window.per());
        }
        if (budget instanceof Budget.Daily daily) {
            return share + daily.calls() + " a day";
        }
        return budget instanceof Budget.Bucket bucket
                ? share + "a bucket of " + bucket.size() + " points"
                : share + ((Budget.Concurrent) budget).calls() + " at once";
    }
}
