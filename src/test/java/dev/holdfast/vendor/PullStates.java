package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullCrms.within;
import static dev.holdfast.vendor.PullEventLogs.newestFirst;

import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vendors that list messages, orders and payments as they are now: Shopify, Finch, Twilio, Plaid. */
final class PullStates {
    private static final Pattern SEARCH =
            Pattern.compile("(?:created|updated)_at:>='(\\S+)' AND (?:created|updated)_at:<'(\\S+)'");

    private PullStates() {}

    static List<PullFixture> all() {
        return List.of(
                shopify("orders", "orders", "Order"),
                shopify("products", "products", "Product"),
                shopify("customers", "customers", "Customer"),
                shopify("draft-orders", "draftOrders", "DraftOrder"),
                shopify("collections", "collections", "Collection"),
                shopifyDeletions(),
                finchPayments(),
                twilio("messages", "DateSent", "date_sent", "Message"),
                twilio("calls", "StartTime", "start_time", "Call"),
                plaid());
    }

    private static PullFixture shopifyBase(String list) {
        return PullFixture.of("shopify", list)
                .params("shop", "shop1.myshopify.com")
                .credentials("access-token")
                .hidden(
                        200,
                        "{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}]}",
                        Step.Again.class)
                .hidden(
                        200,
                        "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"ACCESS_DENIED\"}}],\"data\":null}",
                        Step.Broken.class)
                .hidden(200, "{\"data\":null}", Step.Broken.class);
    }

    static Told graphql(String connection, List<Object> nodes, boolean more, String end) {
        return Told.ok(object(
                "data",
                object(connection, object("nodes", nodes, "pageInfo", object("hasNextPage", more, "endCursor", end))),
                "extensions",
                object(
                        "cost",
                        object(
                                "actualQueryCost",
                                12,
                                "throttleStatus",
                                object(
                                        "maximumAvailable",
                                        2000.0,
                                        "currentlyAvailable",
                                        1988,
                                        "restoreRate",
                                        100.0)))));
    }

    private static PullFixture shopify(String list, String field, String kind) {
        return shopifyBase(list)
                .push(change -> Requests.post(
                        "{\"admin_graphql_api_id\":\"gid://shopify/%s/%d\",\"updated_at\":\"%s\"}"
                                .formatted(
                                        kind,
                                        change.n(),
                                        change.at()
                                                .atOffset(ZoneOffset.ofHours(-5))
                                                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)),
                        "X-Shopify-Topic",
                        list + "/updated",
                        "X-Shopify-Shop-Domain",
                        "shop1.myshopify.com",
                        "X-Shopify-Webhook-Id",
                        "w-" + change.n()))
                .also(change -> Requests.post(
                        "{\"admin_graphql_api_id\":\"gid://shopify/%s/%d\",\"updated_at\":\"%s\"}"
                                .formatted(kind, change.n(), change.iso()),
                        "shopify-topic",
                        list,
                        "shopify-action",
                        "update",
                        "shopify-shop-domain",
                        "shop1.myshopify.com",
                        "shopify-webhook-id",
                        "e-" + change.n(),
                        "shopify-triggered-at",
                        change.iso()))
                .api((asked, changes) -> {
                    Matcher search = SEARCH.matcher(asked.text("/variables/q"));
                    if (!search.matches()
                            || !asked.text("/query")
                                    .contains(" " + field
                                            + "(first: 100, after: $after, query: $q, sortKey: UPDATED_AT)")) {
                        return Told.json(200, "{\"errors\":[{\"message\":\"no\"}]}");
                    }
                    List<Change> all = within(Instant.parse(search.group(1)), Instant.parse(search.group(2)), changes);
                    int at = asked.body().path("variables").path("after").asInt();
                    List<Object> nodes = page(all, at).stream()
                            .map(one -> (Object) object(
                                    "id",
                                    "gid://shopify/" + kind + "/" + one.n(),
                                    "createdAt",
                                    one.iso(),
                                    "updatedAt",
                                    one.iso()))
                            .toList();
                    return graphql(field, nodes, more(all, at), String.valueOf(at + PullApi.PAGE));
                });
    }

    private static PullFixture shopifyDeletions() {
        return shopifyBase("deletions").api((asked, changes) -> {
            Matcher search = SEARCH.matcher(asked.text("/variables/q"));
            if (!search.matches()) {
                return Told.json(200, "{\"errors\":[{\"message\":\"no\"}]}");
            }
            List<Change> all = within(Instant.parse(search.group(1)), Instant.parse(search.group(2)), changes);
            int at = asked.body().path("variables").path("after").asInt();
            List<Object> nodes = page(all, at).stream()
                    .map(one -> (Object) object(
                            "id",
                            "gid://shopify/BasicEvent/" + one.n(),
                            "action",
                            "destroy",
                            "createdAt",
                            one.iso(),
                            "subjectId",
                            "gid://shopify/Product/" + one.n(),
                            "subjectType",
                            "PRODUCT"))
                    .toList();
            return graphql("events", nodes, more(all, at), String.valueOf(at + PullApi.PAGE));
        });
    }

    private static PullFixture finchPayments() {
        return PullFixture.of("finch", "payments")
                .params("connection", "conn-1")
                .credentials("access-token")
                .documented("start_date", "end_date")
                .push(change -> Requests.post(
                        "{\"connection_id\":\"conn-1\",\"event_type\":\"payment.created\",\"data\":{\"payment_id\":\"p-%d\"}}"
                                .formatted(change.n()),
                        "Finch-Event-Id",
                        "m-" + change.n()))
                .api((asked, changes) -> Told.ok(changes.stream()
                        .filter(one ->
                                !day(one).isBefore(LocalDate.parse(asked.query().get("start_date")))
                                        && !day(one).isAfter(LocalDate.parse(
                                                asked.query().get("end_date"))))
                        .map(one -> object("id", "p-" + one.n(), "pay_date", day(one).toString()))
                        .toList()));
    }

    private static LocalDate day(Change change) {
        return change.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static PullFixture twilio(String list, String field, String time, String kind) {
        String sid = "AC00000000000000000000000000000001";
        String path = "/2010-04-01/Accounts/" + sid + "/" + kind + "s.json";
        return PullFixture.of("twilio", list)
                .params("account-sid", sid)
                .credentials("auth-token")
                .documented("PageSize", field + ">", field + "<", "PageToken", "Page")
                .push(change -> new Request(
                        "POST",
                        null,
                        Requests.headers("Content-Type", "application/x-www-form-urlencoded"),
                        Scope.utf8("%sSid=X%d&%sStatus=%s&AccountSid=%s"
                                .formatted(kind, change.n(), kind, status(kind), sid)),
                        Requests.NOW))
                .api((asked, changes) -> {
                    LocalDate from = LocalDate.parse(asked.query().get(field + ">"));
                    LocalDate to = LocalDate.parse(asked.query().get(field + "<"));
                    List<Change> all = newestFirst(changes.stream()
                            .filter(one -> !day(one).isBefore(from) && !day(one).isAfter(to))
                            .toList());
                    int at = asked.number("Page", 0) * PullApi.PAGE;
                    return Told.ok(object(
                            list,
                            page(all, at).stream()
                                    .map(one -> object(
                                            "account_sid",
                                            sid,
                                            "sid",
                                            "X" + one.n(),
                                            "status",
                                            status(kind),
                                            time,
                                            rfc(one),
                                            "date_updated",
                                            rfc(one)))
                                    .toList(),
                            "next_page_uri",
                            more(all, at)
                                    ? path + "?PageSize=1000&" + field + "%3E=" + from + "&" + field + "%3C=" + to
                                            + "&Page=" + (asked.number("Page", 0) + 1) + "&PageToken=PT"
                                    : null));
                });
    }

    private static String status(String kind) {
        return kind.equals("Call") ? "completed" : "delivered";
    }

    private static String rfc(Change change) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT)
                .format(change.at().atOffset(ZoneOffset.UTC));
    }

    private static PullFixture plaid() {
        return PullFixture.of("plaid", "transactions")
                .params("host", "sandbox.plaid.com", "item-id", "item1")
                .credentials("client-id", "secret", "access-token")
                .hidden(400, "{\"error_type\":\"RATE_LIMIT_EXCEEDED\"}", Step.Again.class)
                .hidden(400, "{\"error_code\":\"TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION\"}", Step.Expired.class)
                .api((asked, changes) -> {
                    if (!asked.text("/secret").equals("secret-of-secret")) {
                        return Told.json(400, "{}");
                    }
                    int at = asked.body().path("cursor").asInt();
                    return Told.ok(object(
                            "added",
                            page(changes, at).stream()
                                    .map(one -> object("transaction_id", "t-" + one.n()))
                                    .toList(),
                            "modified",
                            List.of(),
                            "removed",
                            List.of(),
                            "next_cursor",
                            String.valueOf(at + PullApi.PAGE),
                            "has_more",
                            more(changes, at)));
                });
    }
}
