package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullCrms.since;
import static dev.holdfast.vendor.PullCrms.within;
import static dev.holdfast.vendor.PullEventLogs.newestFirst;
import static dev.holdfast.vendor.PullStates.graphql;

import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vendors that list conversations, issues and invoices as they are now: Intercom, Linear, Xero, QuickBooks. */
final class PullBooks {
    private PullBooks() {}

    static List<PullFixture> all() {
        return List.of(
                intercom("conversations", "conversations", "conversation"),
                intercom("contacts", "data", "contact"),
                intercom("tickets", "tickets", "ticket"),
                linear("issues", "Issue"),
                linear("comments", "Comment"),
                linear("projects", "Project"),
                xero("invoices", "Invoices", "InvoiceID", "INVOICE"),
                xero("contacts", "Contacts", "ContactID", "CONTACT"),
                xero("credit-notes", "CreditNotes", "CreditNoteID", "CREDITNOTE"),
                quickbooks(),
                quickbooksDeleted());
    }

    private static PullFixture intercom(String list, String field, String kind) {
        boolean byDay = list.equals("contacts");
        return PullFixture.of("intercom", list)
                .params("app", "app1")
                .credentials("token")
                .push(change -> Requests.post(
                        """
                        {"type":"notification_event","id":"n-%d","topic":"%s.updated","app_id":"app1","created_at":%d,
                        "data":{"item":{"type":"%s","id":"%d","updated_at":%d}}}""".formatted(change.n(), kind, change.seconds(), kind, change.n(), change.seconds())))
                .api((asked, changes) -> {
                    long value = asked.body().at("/query/value").asLong();
                    if (!asked.body().at("/query/value").isNumber()
                            || !asked.text("/query/operator").equals(">")
                            || !asked.text("/sort/order").equals("ascending")) {
                        return Told.json(400, "{}");
                    }
                    long day = 86_400;
                    List<Change> all = changes.stream()
                            .filter(one -> byDay
                                    ? one.seconds() >= (Math.floorDiv(value, day) + 1) * day
                                    : one.seconds() > value)
                            .toList();
                    int at = asked.body().at("/pagination/starting_after").asInt();
                    Map<String, Object> pages = object("type", "pages", "per_page", 150);
                    if (more(all, at)) {
                        pages.put("next", object("per_page", 150, "starting_after", String.valueOf(at + PullApi.PAGE)));
                    }
                    return Told.ok(object(
                            field,
                            page(all, at).stream()
                                    .map(one -> object(
                                            "type", kind, "id", String.valueOf(one.n()), "updated_at", one.seconds()))
                                    .toList(),
                            "total_count",
                            all.size(),
                            "pages",
                            pages));
                });
    }

    private static PullFixture linear(String list, String kind) {
        String organization = "6f1b3a52-0c1e-4c53-9d7b-1f1f1f1f1f1f";
        return PullFixture.of("linear", list)
                .params("organization", organization)
                .credentials("api-key")
                .hidden(
                        400,
                        "{\"errors\":[{\"message\":\"Rate limit\",\"extensions\":{\"code\":\"RATELIMITED\"}}]}",
                        Step.Again.class)
                .hidden(
                        200,
                        "{\"errors\":[{\"message\":\"Rate limit\",\"extensions\":{\"type\":\"ratelimited\"}}],\"data\":null}",
                        Step.Again.class)
                .hidden(200, "{\"errors\":[{\"message\":\"forbidden\"}],\"data\":null}", Step.Broken.class)
                .push(change -> Requests.post(
                        "{\"type\":\"%s\",\"action\":\"update\",\"createdAt\":\"%s\",\"organizationId\":\"%s\",\"data\":{\"id\":\"i-%d\",\"updatedAt\":\"%s\"}}"
                                .formatted(kind, change.iso(), organization, change.n(), change.iso()),
                        "Linear-Delivery",
                        "d-" + change.n()))
                .api((asked, changes) -> {
                    List<Change> all = newestFirst(within(
                            Instant.parse(asked.text("/variables/f")),
                            Instant.parse(asked.text("/variables/t")),
                            changes));
                    int at = asked.body().at("/variables/after").asInt();
                    List<Object> nodes = page(all, at).stream()
                            .map(one -> (Object) object(
                                    "id", "i-" + one.n(), "updatedAt", one.iso().replace("Z", ".000Z")))
                            .toList();
                    return asked.text("/query").contains(list + "(first: 100")
                            ? graphql(list, nodes, more(all, at), String.valueOf(at + PullApi.PAGE))
                            : Told.json(400, "{\"errors\":[{\"message\":\"no\"}]}");
                });
    }

    private static PullFixture xero(String list, String path, String key, String category) {
        String tenant = "e1eede29-f875-4a5d-8470-17f6a29a88b1";
        return PullFixture.of("xero", list)
                .params("tenant", tenant)
                .credentials("client-id", "client-secret")
                .documented("page", "pageSize", "order", "includeArchived")
                .push(change -> Requests.post("""
                        {"events":[{"tenantId":"%s","eventCategory":"%s","resourceId":"x-%d","eventType":"UPDATE","eventDateUtc":"%s"}]}""".formatted(
                                tenant,
                                category,
                                change.n(),
                                change.at()
                                        .plusMillis(2_500)
                                        .toString()
                                        .replace('T', ' ')
                                        .replace("Z", ""))))
                .api((asked, changes) -> {
                    List<Change> all = since(Instant.parse(asked.headers().get("if-modified-since")), changes);
                    int size = asked.number("pageSize", 100);
                    int at = (asked.number("page", 1) - 1) * size;
                    if (!asked.path().equals("/api.xro/2.0/" + path)
                            || !tenant.equals(asked.headers().get("xero-tenant-id"))
                            || !asked.query().get("order").equals("UpdatedDateUTC ASC")) {
                        return Told.json(400, "{}");
                    }
                    return Told.ok(object(
                            "pagination",
                            object("page", asked.number("page", 1), "pageSize", size, "itemCount", all.size()),
                            path,
                            all.subList(Math.min(at, all.size()), Math.min(at + size, all.size())).stream()
                                    .map(one -> object(
                                            key,
                                            "x-" + one.n(),
                                            "UpdatedDateUTC",
                                            "/Date(" + one.at().toEpochMilli() + "+0000)/"))
                                    .toList()));
                });
    }

    private static PullFixture quickbooksBase(String list) {
        return PullFixture.of("quickbooks", list)
                .params("realm", "123", "entities", List.of("Invoice"), "minor-version", "75")
                .credentials("client-id", "client-secret")
                .push(change -> Requests.post("""
                        {"eventNotifications":[{"realmId":"123","dataChangeEvent":{"entities":[{"name":"Invoice","id":"%d","operation":"Update","lastUpdated":"%s"}]}}]}""".formatted(change.n(), change.iso())))
                .also(change -> Requests.post("""
                        [{"specversion":"1.0","id":"ce-%d","source":"intuit.app","type":"qbo.invoice.updated.v1","time":"%s","intuitentityid":"%d","intuitaccountid":"123","data":{}}]""".formatted(change.n(), change.iso(), change.n())));
    }

    private static Map<String, Object> invoice(Change change) {
        return object(
                "Id",
                String.valueOf(change.n()),
                "MetaData",
                object(
                        "LastUpdatedTime",
                        change.at().atOffset(ZoneOffset.ofHours(-8)).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
    }

    private static PullFixture quickbooks() {
        Pattern query = Pattern.compile(
                "SELECT \\* FROM Invoice WHERE MetaData.LastUpdatedTime >= '(\\S+)' AND MetaData.LastUpdatedTime < '(\\S+)' ORDERBY MetaData.LastUpdatedTime STARTPOSITION ([0-9]+) MAXRESULTS ([0-9]+)");
        return quickbooksBase("records").documented("query", "minorversion").api((asked, changes) -> {
            Matcher asks = query.matcher(asked.query().get("query"));
            if (!asks.matches() || !"75".equals(asked.query().get("minorversion"))) {
                return Told.json(400, "{}");
            }
            List<Change> all = within(Instant.parse(asks.group(1)), Instant.parse(asks.group(2)), changes);
            int at = Integer.parseInt(asks.group(3)) - 1;
            List<Change> some =
                    all.subList(Math.min(at, all.size()), Math.min(at + Integer.parseInt(asks.group(4)), all.size()));
            Map<String, Object> response = object();
            if (!some.isEmpty()) {
                response.put("Invoice", some.stream().map(PullBooks::invoice).toList());
            }
            return Told.ok(object("QueryResponse", response, "time", "2026-11-20T06:00:00Z"));
        });
    }

    private static PullFixture quickbooksDeleted() {
        return quickbooksBase("deleted")
                .documented("entities", "changedSince", "minorversion")
                .api((asked, changes) -> Told.ok(object(
                        "CDCResponse",
                        List.of(object(
                                "QueryResponse",
                                List.of(object(
                                        "Invoice",
                                        since(asked.time("changedSince"), changes).stream()
                                                .map(one -> {
                                                    Map<String, Object> row = invoice(one);
                                                    row.put("status", "Deleted");
                                                    row.put("domain", "QBO");
                                                    return row;
                                                })
                                                .toList())))))));
    }
}
