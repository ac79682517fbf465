package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Observed;
import dev.holdfast.vendor.pull.Obstacle;
import dev.holdfast.vendor.pull.Reading;
import dev.holdfast.vendor.pull.Step;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer means before it is read as a page: the page's rules, the first that holds, and then what HTTP says. */
record PullErrors(List<Rule> rules) {
    /** No rules of a page's. */
    static final PullErrors NONE = new PullErrors(List.of());

    /** The longest that an answer may make us wait. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** One rule of a page. */
    record Rule(Conditions when, Meaning means) {}

    /** What a rule makes of an answer. */
    enum Meaning {
        /** Too many calls. */
        THROTTLED,
        /** The vendor failed; once more. */
        RETRY,
        /** A page without items. */
        NOTHING,
        /** What is asked for is gone. */
        SKIP,
        /** The token is not taken. */
        TOKEN,
        /** The cursor was forgotten. */
        RESTART,
        /** The window holds more than the vendor tells at once. */
        SPLIT,
        /** Somebody must act. */
        STOP
    }

    static PullErrors read(PageNode node) {
        return new PullErrors(node.list().stream().map(PullErrors::rule).toList());
    }

    private static Rule rule(PageNode node) {
        PageFields fields = node.fields();
        Rule rule = new Rule(
                fields.required("when", when -> Conditions.read(when, Use.ANSWERED), Conditions.NONE),
                fields.choice("means", Arrays.asList(Meaning.values()), Meaning.STOP));
        fields.refuseOthers();
        return rule;
    }

    /** These rules, and after them those of the whole page. */
    PullErrors before(PullErrors others) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new PullErrors(all);
    }

    /** What the answer means; null when it is a page. */
    @Nullable
    Reading judge(AnswerSight sight, List<Observed> observed) {
        for (Rule rule : rules) {
            if (rule.when().hold(sight)) {
                return reading(rule.means(), told(rule, sight), sight.answer(), observed);
            }
        }
        int status = sight.answer().status();
        Meaning meaning = byStatus(status);
        return meaning == null ? null : reading(meaning, "status " + status, sight.answer(), observed);
    }

    private static @Nullable Meaning byStatus(int status) {
        if (status == 204 || status == 304) {
            return Meaning.NOTHING;
        }
        if (status >= 200 && status < 300) {
            return null;
        }
        return switch (status) {
            case 429 -> Meaning.THROTTLED;
            case 401 -> Meaning.TOKEN;
            case 408, 425 -> Meaning.RETRY;
            default -> status >= 500 ? Meaning.RETRY : Meaning.STOP;
        };
    }

    private static Reading reading(Meaning meaning, String told, Answer answer, List<Observed> observed) {
        return switch (meaning) {
            case THROTTLED -> new Reading.Later(after(answer, observed), Step.Why.THROTTLED, observed);
            case RETRY -> new Reading.Later(retryAfter(answer), Step.Why.FAILED, observed);
            case NOTHING -> new Reading.Items(List.of(), 0, null, false, null, null, observed);
            case SKIP -> new Reading.Gone(told, observed);
            case TOKEN -> new Reading.Refused(observed);
            case RESTART -> new Reading.Forgotten(observed);
            case SPLIT -> new Reading.Capped(observed);
            case STOP -> new Reading.Stopped(new Obstacle(actor(answer.status()), told), observed);
        };
    }

    /** A request that the vendor cannot read is the page's fault; what it will not give, the operator's to allow. */
    private static Obstacle.Actor actor(int status) {
        return status >= 300 && status < 400 || status == 400 || status == 405 || status == 415 || status == 422
                ? Obstacle.Actor.PAGE
                : Obstacle.Actor.OPERATOR;
    }

    /** The vendor's own words for the error, as far as the rule looks at them; nothing else of the answer. */
    private static String told(Rule rule, AnswerSight sight) {
        List<String> words = new ArrayList<>();
        words.add("status " + sight.answer().status());
        for (Value value : rule.when().all().keySet()) {
            String text = value.place() == Place.STATUS ? null : value.text(sight);
            if (text != null && text.matches("[A-Za-z0-9_. :-]{1,80}")) {
                words.add(text);
            }
        }
        return String.join(", ", words);
    }

    private static @Nullable Duration after(Answer answer, List<Observed> observed) {
        Duration asked = retryAfter(answer);
        if (asked != null) {
            return asked;
        }
        Instant resets = observed.stream()
                .filter(one -> one.remaining() != null && one.remaining() <= 0)
                .map(Observed::resets)
                .filter(one -> one != null && one.isAfter(answer.received()))
                .findFirst()
                .orElse(null);
        return resets == null ? null : bounded(Duration.between(answer.received(), resets));
    }

    /** RFC 9110: seconds, or a date. */
    private static @Nullable Duration retryAfter(Answer answer) {
        String text = answer.header("Retry-After");
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,9}(\\.[0-9]+)?")) {
            return bounded(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1_000)));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(answer.received()) ? bounded(Duration.between(answer.received(), then)) : Duration.ZERO;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
