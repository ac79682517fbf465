package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullEventLogs.between;

import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Vendors that list customers' records as they are now: Pipedrive, Zoho CRM, Merge. */
final class PullCrms {
    private PullCrms() {}

    static List<PullFixture> all() {
        return List.of(
                pipedriveRecords(),
                pipedrive("deleted-deals", "deleted"),
                pipedriveRecents(),
                zoho("records"),
                zoho("deleted"),
                merge());
    }

    /** Start included, end not. */
    static List<Change> within(Instant from, Instant to, List<Change> changes) {
        return changes.stream()
                .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
                .toList();
    }

    static List<Change> since(Instant from, List<Change> changes) {
        return changes.stream().filter(one -> !one.at().isBefore(from)).toList();
    }

    private static PullFixture pipedriveBase(String list) {
        return PullFixture.of("pipedrive", list)
                .params("company", "42", "kinds", List.of(Map.of("path", "deals", "name", "deal")))
                .credentials("api-token");
    }

    private static PullFixture pipedriveRecords() {
        return pipedrive("records", null)
                .also(change -> Requests.post("""
                {"v":1,"event":"updated.deal","meta":{"v":1,"action":"updated","object":"deal","id":%d,"company_id":42,"webhook_id":"w","timestamp":%d,"timestamp_micro":%d000000},
                "current":{"id":%d,"update_time":"%s"}}""".formatted(
                                change.n(),
                                change.seconds(),
                                change.seconds(),
                                change.n(),
                                change.iso().replace('T', ' ').replace("Z", ""))));
    }

    private static PullFixture pipedrive(String list, String status) {
        return pipedriveBase(list)
                .documented("status", "updated_since", "updated_until", "sort_by", "sort_direction", "limit", "cursor")
                .push(change -> pipedrivePush(change, status != null))
                .api((asked, changes) -> {
                    if (!Objects.equals(status, asked.query().get("status"))) {
                        return Told.json(400, "{}");
                    }
                    List<Change> all = within(asked.time("updated_since"), asked.time("updated_until"), changes);
                    int at = asked.number("cursor", 0);
                    return Told.ok(object(
                            "success",
                            true,
                            "data",
                            page(all, at).stream()
                                    .map(one -> object("id", one.n(), "title", "d", "update_time", one.iso()))
                                    .toList(),
                            "additional_data",
                            object("next_cursor", more(all, at) ? String.valueOf(at + PullApi.PAGE) : null)));
                });
    }

    /** A delete is told without the record. */
    private static Request pipedrivePush(Change change, boolean gone) {
        String data = gone ? "null" : "{\"id\":%d,\"update_time\":\"%s\"}".formatted(change.n(), change.iso());
        return Requests.post("""
                {"meta":{"version":"2.0","webhook_id":"w","id":"m-%d","action":"%s","entity":"deal","company_id":"42","entity_id":"%d","timestamp":"%s"},
                "data":%s}""".formatted(
                change.n(), gone ? "delete" : "change", change.n(), change.at().plusSeconds(90), data));
    }

    /** Two of the window's. */
    private static boolean isGone(Change change) {
        return change.n() == 5 || change.n() == 6;
    }

    private static PullFixture pipedriveRecents() {
        return pipedriveBase("recents")
                .documented("since_timestamp", "limit", "start")
                .push(change -> pipedrivePush(change, isGone(change)))
                .api((asked, changes) -> {
                    List<Change> all = since(
                            Instant.parse(asked.query().get("since_timestamp").replace(' ', 'T') + "Z"), changes);
                    int at = asked.number("start", 0);
                    Map<String, Object> pagination =
                            object("start", at, "limit", 500, "more_items_in_collection", more(all, at));
                    if (more(all, at)) {
                        pagination.put("next_start", at + PullApi.PAGE);
                    }
                    return Told.ok(object(
                            "success",
                            true,
                            "data",
                            page(all, at).stream()
                                    .map(one -> isGone(one)
                                            ? object("item", "deal", "id", one.n(), "data", null)
                                            : object(
                                                    "item", "deal",
                                                    "id", one.n(),
                                                    "data",
                                                            object(
                                                                    "id",
                                                                    one.n(),
                                                                    "update_time",
                                                                    one.iso()
                                                                            .replace('T', ' ')
                                                                            .replace("Z", ""))))
                                    .toList(),
                            "additional_data",
                            object("pagination", pagination)));
                });
    }

    private static PullFixture zoho(String list) {
        boolean deleted = list.equals("deleted");
        return PullFixture.of("zoho-crm", list)
                .params("org", "77", "modules", List.of("Deals"))
                .credentials("client-id", "client-secret")
                .documented("fields", "sort_by", "sort_order", "per_page", "page_token", "type", "page")
                .push(change -> Requests.post(
                        """
                        {"server_time":%d,"module":"Deals","ids":["%d"],"operation":"%s","channel_id":"1","token":"t"}""".formatted(change.at().toEpochMilli() + 3_200, change.n(), deleted ? "delete" : "update")))
                .api((asked, changes) -> {
                    Instant from = OffsetDateTime.parse(asked.headers().get("if-modified-since"))
                            .toInstant();
                    if (!asked.headers().get("authorization").startsWith("Zoho-oauthtoken ")
                            || asked.headers().get("if-modified-since").endsWith("Z")) {
                        return Told.json(401, "{}");
                    }
                    List<Change> all = since(from, changes);
                    if (all.isEmpty()) {
                        return Told.json(304, "");
                    }
                    int at = deleted ? (asked.number("page", 1) - 1) * PullApi.PAGE : asked.number("page_token", 0);
                    String time = deleted ? "deleted_time" : "Modified_Time";
                    return Told.ok(object(
                            "data",
                            page(all, at).stream()
                                    .map(one -> object(
                                            "id",
                                            String.valueOf(one.n()),
                                            time,
                                            one.iso().replace("Z", "+00:00")))
                                    .toList(),
                            "info",
                            object(
                                    "per_page",
                                    200,
                                    "more_records",
                                    more(all, at),
                                    "next_page_token",
                                    more(all, at) ? String.valueOf(at + PullApi.PAGE) : null)));
                });
    }

    private static PullFixture merge() {
        String account = "29b3fc3a-3d8e-4e0c-8f0d-1d2f1c6d6d6d";
        return PullFixture.of("merge", "records")
                .params(
                        "region",
                        "api",
                        "linked-account",
                        account,
                        "models",
                        List.of(Map.of("path", "crm/v1/accounts", "name", "CRMAccount")))
                .credentials("api-key", "account-token")
                .documented("modified_after", "modified_before", "include_deleted_data", "page_size", "cursor")
                .push(change -> Requests.post(
                        """
                        {"hook":{"id":"h","event":"CRMAccount.changed"},"linked_account":{"id":"%s"},"data":{"id":"a-%d","modified_at":"%s"}}""".formatted(account, change.n(), change.iso().replace("Z", ".123456Z"))))
                .api((asked, changes) -> {
                    if (!"secret-of-account-token".equals(asked.headers().get("x-account-token"))) {
                        return Told.json(403, "{}");
                    }
                    List<Change> all = between(asked.time("modified_after"), asked.time("modified_before"), changes);
                    int at = asked.number("cursor", 0);
                    return Told.ok(object(
                            "next",
                            more(all, at) ? String.valueOf(at + PullApi.PAGE) : null,
                            "previous",
                            null,
                            "results",
                            page(all, at).stream()
                                    .map(one -> object(
                                            "id",
                                            "a-" + one.n(),
                                            "modified_at",
                                            one.iso().replace("Z", ".123456Z"),
                                            "remote_was_deleted",
                                            one.n() % 2 == 0))
                                    .toList()));
                });
    }
}
