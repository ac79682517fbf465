package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.Requests.post;

import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Vendors that list their deliveries, and those that list operations. */
final class PullDeliveryLogs {
    private PullDeliveryLogs() {}

    static List<PullFixture> all() {
        return List.of(
                github("deliveries", "/repos/acme/shop/hooks/7/deliveries"),
                github("organisation-deliveries", "/orgs/acme/hooks/7/deliveries"),
                github("app-deliveries", "/app/hook/deliveries").credentials("app-id", "private-key"),
                gitlab("events", "/api/v4/projects/5/hooks/6/events"),
                gitlab("group-events", "/api/v4/groups/8/hooks/6/events"),
                zendesk(),
                finch());
    }

    static Request push(Object body, String... headers) {
        try {
            return post(PullApi.JSON.writeValueAsBytes(body), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PullFixture github(String list, String path) {
        return PullFixture.of("github", list)
                .params("repository", "acme/shop", "hook-id", "7", "organisation", "acme")
                .credentials("token")
                .documented("per_page", "cursor")
                .push(change -> push(
                        object("action", "opened", "number", change.n()),
                        "X-GitHub-Hook-ID",
                        "7",
                        "X-GitHub-Event",
                        "pull_request",
                        "X-GitHub-Delivery",
                        "guid-" + change.n()))
                .hidden(403, "{\"message\":\"You have exceeded a secondary rate limit\"}", Step.Broken.class)
                .api((asked, changes) -> {
                    List<Change> all = PullEventLogs.newestFirst(changes);
                    if (!asked.path().equals(path)) {
                        String id = asked.path().substring(path.length() + 1);
                        return Told.ok(object(
                                "id",
                                Integer.parseInt(id),
                                "guid",
                                "guid-" + id,
                                "event",
                                "pull_request",
                                "request",
                                object(
                                        "headers",
                                        object(
                                                "X-GitHub-Hook-ID", "7",
                                                "X-GitHub-Event", "pull_request",
                                                "X-GitHub-Delivery", "guid-" + id,
                                                "content-type", "application/x-www-form-urlencoded"),
                                        "payload",
                                        object("action", "opened", "number", Integer.parseInt(id)))));
                    }
                    int from = asked.number("cursor", 0);
                    Told told = Told.ok(page(all, from).stream()
                            .map(one -> object(
                                    "id",
                                    one.n(),
                                    "guid",
                                    "guid-" + one.n(),
                                    "delivered_at",
                                    one.iso(),
                                    "event",
                                    "pull_request"))
                            .toList());
                    return more(all, from)
                            ? told.with(
                                    "Link",
                                    "<https://api.github.com" + path + "?per_page=100&cursor=" + (from + PullApi.PAGE)
                                            + ">; rel=\"next\"")
                            : told;
                });
    }

    private static PullFixture gitlab(String list, String path) {
        return PullFixture.of("gitlab", list)
                .params("project", "5", "group", "8", "hook", "6")
                .credentials("token")
                .documented("per_page", "page")
                .push(change -> push(gitlab(change), "Idempotency-Key", "key-" + change.n()))
                .api((asked, changes) -> {
                    if (!asked.path().equals(path)) {
                        return Told.json(404, "{}");
                    }
                    List<Change> all = PullEventLogs.newestFirst(changes);
                    int size = Integer.parseInt(asked.query().get("per_page"));
                    int from = (asked.number("page", 1) - 1) * size;
                    return Told.ok(all.subList(Math.min(from, all.size()), Math.min(from + size, all.size())).stream()
                            .map(one -> object(
                                    "id",
                                    one.n(),
                                    "trigger",
                                    "issues_events",
                                    "request_headers",
                                    object("Idempotency-Key", "key-" + one.n(), "X-Gitlab-Event", "Issue Hook"),
                                    "request_data",
                                    gitlab(one),
                                    "response_headers",
                                    object(
                                            "Date",
                                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                    one.at().atOffset(ZoneOffset.UTC))),
                                    "response_status",
                                    "200"))
                            .toList());
                });
    }

    private static Map<String, Object> gitlab(Change change) {
        return object(
                "object_kind", "issue",
                "project", object("id", 5),
                "object_attributes",
                        object("id", change.n(), "updated_at", change.at().toString()));
    }

    private static PullFixture zendesk() {
        String path = "/api/v2/webhooks/W1/invocations";
        return PullFixture.of("zendesk", "invocations")
                .params("subdomain", "acme", "user", "a@acme.example/token", "webhook", "W1")
                .credentials("token")
                .documented("filter[from_ts]", "filter[to_ts]", "sort", "page[size]", "page[after]")
                .push(change -> push(zendesk(change), "X-Zendesk-Webhook-Invocation-Id", "01" + change.n()))
                .api((asked, changes) -> {
                    if (!asked.path().equals(path)) {
                        int n = Integer.parseInt(asked.path().replaceAll(".*/01([0-9]+)/attempts", "$1"));
                        Change change = changes.stream()
                                .filter(one -> one.n() == n)
                                .findFirst()
                                .orElseThrow();
                        return Told.ok(object(
                                "attempts",
                                List.of(object(
                                        "id",
                                        "a",
                                        "request",
                                        object("headers", List.of(), "payload", zendesk(change))))));
                    }
                    List<Change> all =
                            PullEventLogs.between(asked.time("filter[from_ts]"), asked.time("filter[to_ts]"), changes);
                    int from = asked.number("page[after]", 0);
                    return Told.ok(object(
                            "invocations",
                            page(all, from).stream()
                                    .map(one -> object(
                                            "id",
                                            "01" + one.n(),
                                            "status",
                                            "success",
                                            "latest_completed_at",
                                            one.iso()))
                                    .toList(),
                            "meta",
                            object("has_more", more(all, from), "after_cursor", String.valueOf(from + PullApi.PAGE))));
                });
    }

    private static Map<String, Object> zendesk(Change change) {
        return object("type", "zen:event-type:ticket.created", "account_id", 1, "time", change.iso(), "n", change.n());
    }

    private static PullFixture finch() {
        return PullFixture.of("finch", "jobs")
                .params("connection", "conn-1")
                .credentials("access-token")
                .documented("limit", "offset")
                .push(change -> push(
                        object(
                                "connection_id", "conn-1",
                                "event_type", "job.data_sync_all.completed",
                                "data", object("job_id", "job-" + change.n(), "job_url", "u")),
                        "Finch-Event-Id",
                        "msg_" + change.n()))
                .api((asked, changes) -> {
                    List<Change> all = PullEventLogs.newestFirst(changes);
                    int limit = asked.number("limit", 100);
                    int from = asked.number("offset", 0);
                    return Told.ok(object(
                            "data",
                            all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size())).stream()
                                    .map(one -> object(
                                            "job_id",
                                            "job-" + one.n(),
                                            "type",
                                            "data_sync_all",
                                            "status",
                                            "complete",
                                            "created_at",
                                            one.iso(),
                                            "completed_at",
                                            one.at().plusSeconds(60).toString()))
                                    .toList(),
                            "meta",
                            object("quotas", object())));
                });
    }
}
