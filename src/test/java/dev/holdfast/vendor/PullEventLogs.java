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
        return List.of(stripe(), paypal(), square(), paddle(), okta(), mailgun(), svix(), apideck());
    }

    private static Request push(Object body, String... headers) {
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

    private static PullFixture stripe() {
        return PullFixture.of("stripe", "events")
                .credentials("api-key")
                .documented("limit", "created[gte]", "created[lt]", "starting_after")
                .push(change -> push(stripe(change)))
                .api((asked, changes) -> {
                    List<Change> all = newestFirst(changes.stream()
                            .filter(one -> one.seconds()
                                            >= Long.parseLong(asked.query().get("created[gte]"))
                                    && one.seconds()
                                            < Long.parseLong(asked.query().get("created[lt]")))
                            .toList());
                    int from = after(all, asked.query().get("starting_after"), one -> "evt_" + one.n());
                    return Told.ok(object(
                            "object",
                            "list",
                            "url",
                            "/v1/events",
                            "has_more",
                            more(all, from),
                            "data",
                            page(all, from).stream().map(PullEventLogs::stripe).toList()));
                });
    }

    private static Map<String, Object> stripe(Change change) {
        return object(
                "id",
                "evt_" + change.n(),
                "object",
                "event",
                "type",
                "invoice.paid",
                "created",
                change.seconds(),
                "data",
                object("object", object("id", "in_" + change.n())));
    }

    private static PullFixture paypal() {
        return PullFixture.of("paypal", "events")
                .params("webhook-id", "1JE41234567890123", "host", "api-m.paypal.com")
                .credentials("client-id", "client-secret")
                .documented("page_size", "start_time", "end_time", "page_token")
                .push(change -> push(paypal(change)))
                .api((asked, changes) -> {
                    List<Change> all = newestFirst(between(asked.time("start_time"), asked.time("end_time"), changes));
                    int from = asked.number("page_token", 0);
                    List<Object> links = new ArrayList<>();
                    links.add(
                            object("rel", "self", "href", "https://api-m.paypal.com/v1/notifications/webhooks-events"));
                    if (more(all, from)) {
                        links.add(object(
                                "rel", "next",
                                "method", "GET",
                                "href",
                                        "https://api-m.paypal.com/v1/notifications/webhooks-events?page_size=100&start_time="
                                                + asked.query().get("start_time") + "&end_time="
                                                + asked.query().get("end_time") + "&page_token="
                                                + (from + PullApi.PAGE)));
                    }
                    return Told.ok(object(
                            "events",
                            page(all, from).stream().map(PullEventLogs::paypal).toList(),
                            "links",
                            links));
                });
    }

    private static Map<String, Object> paypal(Change change) {
        return object(
                "id",
                "WH-" + change.n(),
                "event_type",
                "PAYMENT.CAPTURE.COMPLETED",
                "create_time",
                change.iso(),
                "resource",
                object("id", "cap" + change.n()));
    }

    /** Both edges included. */
    static List<Change> between(Instant from, Instant to, List<Change> changes) {
        return changes.stream()
                .filter(one -> !one.at().isBefore(from) && !one.at().isAfter(to))
                .toList();
    }

    private static PullFixture square() {
        return PullFixture.of("square", "events")
                .credentials("access-token")
                .push(change -> push(square(change)))
                .api((asked, changes) -> {
                    List<Change> all = between(
                            Instant.parse(asked.text("/query/filter/created_at/start_at")),
                            Instant.parse(asked.text("/query/filter/created_at/end_at")),
                            changes);
                    int from = asked.body().path("cursor").asInt();
                    Map<String, Object> answer = object();
                    if (!page(all, from).isEmpty()) {
                        answer.put(
                                "events",
                                page(all, from).stream()
                                        .map(PullEventLogs::square)
                                        .toList());
                    }
                    if (more(all, from)) {
                        answer.put("cursor", String.valueOf(from + PullApi.PAGE));
                    }
                    return Told.ok(answer);
                });
    }

    private static Map<String, Object> square(Change change) {
        return object(
                "merchant_id",
                "M1",
                "event_id",
                "sq-" + change.n(),
                "type",
                "payment.updated",
                "created_at",
                change.iso(),
                "data",
                object("id", "p" + change.n(), "object", object()));
    }

    private static PullFixture paddle() {
        return PullFixture.of("paddle", "notifications")
                .credentials("api-key")
                .documented("from", "to", "per_page", "after")
                .push(change -> push(paddle(change)))
                .api((asked, changes) -> {
                    List<Change> all = between(asked.time("from"), asked.time("to"), changes);
                    int from = after(all, asked.query().get("after"), one -> "ntf_" + one.n());
                    return Told.ok(object(
                            "data",
                            page(all, from).stream()
                                    .map(one -> object(
                                            "id",
                                            "ntf_" + one.n(),
                                            "type",
                                            "transaction.paid",
                                            "status",
                                            "failed",
                                            "occurred_at",
                                            one.iso(),
                                            "payload",
                                            paddle(one)))
                                    .toList(),
                            "meta",
                            object("pagination", object("per_page", 2, "has_more", more(all, from)))));
                });
    }

    private static Map<String, Object> paddle(Change change) {
        return object(
                "event_id",
                "evt_" + change.n(),
                "event_type",
                "transaction.paid",
                "occurred_at",
                change.iso(),
                "notification_id",
                "ntf_" + change.n(),
                "data",
                object("id", "txn_" + change.n()));
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
