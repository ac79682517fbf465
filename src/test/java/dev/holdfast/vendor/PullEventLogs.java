package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.Requests.post;

import dev.holdfast.vendor.PullApi.Asked;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Vendors that list their events: the same ids by push and by pull. */
final class PullEventLogs {
    private PullEventLogs() {}

    static List<PullFixture> all() {
        return List.of(okta(), mailgun(), svix(), apideck());
    }

    static Request push(Object body, String... headers) {
        try {
            return post(PullApi.JSON.writeValueAsBytes(body), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Change> newestFirst(List<Change> changes) {
        List<Change> reversed = new ArrayList<>(changes);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Where to go on after the element with that id. */
    static int after(List<Change> all, String id, Function<Change, String> ids) {
        for (int i = 0; i < all.size(); i++) {
            if (ids.apply(all.get(i)).equals(id)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Both edges included. */
    static List<Change> between(Instant from, Instant to, List<Change> changes) {
        return changes.stream()
                .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                .toList();
    }

    private static PullFixture okta() {
        return PullFixture.of("okta", "logs")
                .params("org", "acme.okta.com")
                .credentials("api-token")
                .documented("since", "until", "limit", "sortOrder", "after")
                .push(change -> push(object("data", object("events", List.of(okta(change))))))
                .api((asked, changes) -> {
                    List<Change> all = between(asked.time("since"), asked.time("until"), changes);
                    int from = asked.number("after", 0);
                    Told told = Told.ok(
                            page(all, from).stream().map(PullEventLogs::okta).toList());
                    String self = "https://acme.okta.com/api/v1/logs?since="
                            + asked.query().get("since") + "&until="
                            + asked.query().get("until") + "&limit=1000&sortOrder=ASCENDING&after=";
                    return more(all, from)
                            ? told.with(
                                    "Link",
                                    "<" + self + from + ">; rel=\"self\", <" + self + (from + PullApi.PAGE)
                                            + ">; rel=\"next\"")
                            : told;
                });
    }

    private static Map<String, Object> okta(Change change) {
        return object("uuid", "okta-" + change.n(), "eventType", "user.session.start", "published", change.iso());
    }

    private static PullFixture mailgun() {
        return PullFixture.of("mailgun", "logs")
                .credentials("api-key")
                .push(change -> push(object(
                        "signature",
                        object("timestamp", "1", "token", "t", "signature", "s"),
                        "event-data",
                        object(
                                "id",
                                "mg-" + change.n(),
                                "event",
                                "delivered",
                                "timestamp",
                                new BigDecimal(change.seconds() + ".25")))))
                .api((asked, changes) -> {
                    List<Change> all = between(rfc(asked, "/start"), rfc(asked, "/end"), changes);
                    int from = asked.body().path("pagination").path("token").asInt();
                    return Told.ok(object(
                            "items",
                            page(all, from).stream()
                                    .map(one -> object(
                                            "id",
                                            "mg-" + one.n(),
                                            "event",
                                            "delivered",
                                            "@timestamp",
                                            one.at().plusMillis(250).toString()))
                                    .toList(),
                            "pagination",
                            more(all, from)
                                    ? object("next", String.valueOf(from + PullApi.PAGE), "total", all.size())
                                    : object(),
                            "aggregates",
                            object()));
                });
    }

    private static Instant rfc(Asked asked, String pointer) {
        return ZonedDateTime.parse(asked.text(pointer), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    private static PullFixture svix() {
        return PullFixture.of("svix", "messages")
                .params("region", "eu", "app", "app_1", "endpoint", "ep_1")
                .credentials("token")
                .documented("limit", "with_content", "after", "iterator")
                .push(change -> push(svix(change), "svix-id", "msg_" + change.n()))
                .api((asked, changes) -> {
                    List<Change> all = changes.stream()
                            .filter(one -> one.at().isAfter(asked.time("after")))
                            .toList();
                    int from = asked.number("iterator", 0);
                    return Told.ok(object(
                            "data",
                            page(all, from).stream()
                                    .map(one -> object(
                                            "id",
                                            "msg_" + one.n(),
                                            "eventType",
                                            "user.created",
                                            "timestamp",
                                            one.iso(),
                                            "payload",
                                            svix(one)))
                                    .toList(),
                            "iterator",
                            String.valueOf(from + PullApi.PAGE),
                            "prevIterator",
                            "-1",
                            "done",
                            !more(all, from)));
                });
    }

    private static Map<String, Object> svix(Change change) {
        return object("type", "user.created", "user", change.n());
    }

    private static PullFixture apideck() {
        return PullFixture.of("apideck", "logs")
                .params("app-id", "app-1")
                .credentials("api-key")
                .documented("limit", "filter[start_date]", "filter[end_date]", "cursor")
                .push(change -> push(apideck(change)))
                .api((asked, changes) -> {
                    List<Change> all = newestFirst(
                            between(asked.time("filter[start_date]"), asked.time("filter[end_date]"), changes));
                    int from = asked.number("cursor", 0);
                    return Told.ok(object(
                            "status_code",
                            200,
                            "data",
                            page(all, from).stream()
                                    .map(one -> object(
                                            "id", "log-" + one.n(),
                                            "timestamp", one.iso(),
                                            "request_body", text(apideck(one))))
                                    .toList(),
                            "meta",
                            object(
                                    "cursors",
                                    object("next", more(all, from) ? String.valueOf(from + PullApi.PAGE) : null))));
                });
    }

    private static String text(Object body) {
        try {
            return PullApi.JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> apideck(Change change) {
        return object(
                "payload",
                object(
                        "event_id",
                        "ad-" + change.n(),
                        "event_type",
                        "crm.contact.updated",
                        "consumer_id",
                        "c1",
                        "occurred_at",
                        change.iso()));
    }
}
