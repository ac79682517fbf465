package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullEventLogs.after;
import static dev.holdfast.vendor.PullEventLogs.between;
import static dev.holdfast.vendor.PullEventLogs.newestFirst;
import static dev.holdfast.vendor.PullEventLogs.push;

import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vendors of payments, which list their events: the same ids by push and by pull. */
final class PullPayments {
    private PullPayments() {}

    static List<PullFixture> all() {
        return List.of(stripe(), paypal(), square(), paddle());
    }

    private static PullFixture stripe() {
        return PullFixture.of("stripe", "events")
                .params("connected-account", "acct_1")
                .credentials("api-key")
                .documented("limit", "created[gte]", "created[lt]", "starting_after")
                .push(change -> push(stripe(change)))
                .api((asked, changes) -> {
                    if (!"acct_1".equals(asked.headers().get("stripe-account"))) {
                        return Told.json(403, "{}");
                    }
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
                            page(all, from).stream().map(PullPayments::stripe).toList()));
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
                            page(all, from).stream().map(PullPayments::paypal).toList(),
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
                                        .map(PullPayments::square)
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
}
