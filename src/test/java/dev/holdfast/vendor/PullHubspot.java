package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullCrms.within;

import dev.holdfast.vendor.PullApi.Asked;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** HubSpot, which finds records as they are now, lists archived ones, and keeps a journal in files of another host. */
final class PullHubspot {
    private static final String JOURNAL = "/webhooks-journal/journal-local/2026-03";
    private static final String OFFSET = "550e8400-e29b-41d4-a716-44665544%04d";

    private PullHubspot() {}

    static List<PullFixture> all() {
        return List.of(search(), archived(), journal());
    }

    private static PullFixture base(String list) {
        return PullFixture.of("hubspot", list)
                .params(
                        "portal-id",
                        "99",
                        "types",
                        List.of(Map.of("path", "contacts", "name", "contact", "stamp", "lastmodifieddate")))
                .credentials("access-token");
    }

    private static Request push(String type, Change change, long skewMillis) {
        return Requests.post(
                "[{\"portalId\":99,\"subscriptionId\":1,\"eventId\":%d,\"subscriptionType\":\"%s\",\"objectId\":%d,\"occurredAt\":%d}]"
                        .formatted(change.n(), type, change.n(), change.at().toEpochMilli() + skewMillis));
    }

    private static PullFixture search() {
        return base("search")
                .push(change -> push("contact.propertyChange", change, 1_700))
                .also(change -> push("object.propertyChange\",\"objectTypeId\":\"0-1", change, -900))
                .api((asked, changes) -> {
                    Instant from = Instant.ofEpochMilli(Long.parseLong(asked.text("/filterGroups/0/filters/0/value")));
                    Instant to = Instant.ofEpochMilli(Long.parseLong(asked.text("/filterGroups/0/filters/1/value")));
                    if (!asked.text("/filterGroups/0/filters/0/operator").equals("GTE")
                            || !asked.text("/filterGroups/0/filters/1/operator").equals("LT")
                            || !asked.text("/sorts/0").equals("lastmodifieddate")) {
                        return Told.json(400, "{}");
                    }
                    List<Change> all = within(from, to, changes);
                    int at = asked.body().path("after").asInt();
                    Map<String, Object> answer = object(
                            // Far more than are told: the cap is met with few.
                            "total",
                            all.size() > 5 ? 10_001 : all.size(),
                            "results",
                            page(all, at).stream()
                                    .map(one -> object(
                                            "id",
                                            String.valueOf(one.n()),
                                            "updatedAt",
                                            one.iso(),
                                            "properties",
                                            object()))
                                    .toList());
                    if (more(all, at)) {
                        answer.put("paging", object("next", object("after", String.valueOf(at + PullApi.PAGE))));
                    }
                    return Told.ok(answer);
                });
    }

    private static PullFixture archived() {
        return base("archived")
                .documented("archived", "limit", "after")
                .push(change -> push("contact.deletion", change, -1_000))
                .api((asked, changes) -> {
                    int at = asked.number("after", 0);
                    Map<String, Object> answer = object(
                            "results",
                            page(changes, at).stream()
                                    .map(one -> object(
                                            "id", String.valueOf(one.n()), "archived", true, "archivedAt", one.iso()))
                                    .toList());
                    if (more(changes, at)) {
                        answer.put("paging", object("next", object("after", String.valueOf(at + PullApi.PAGE))));
                    }
                    return Told.ok(answer);
                });
    }

    private static PullFixture journal() {
        return base("journal")
                .credentials("client-id", "client-secret")
                .documented("installPortalId")
                .push(change -> push("contact.propertyChange", change, 1_700))
                .hidden(404, "{\"category\":\"OBJECT_NOT_FOUND\"}", Step.Expired.class)
                .api((asked, changes) -> asked.path().startsWith("/files/")
                        ? file(page(changes, Integer.parseInt(asked.path().substring(7))))
                        : entry(asked, changes));
    }

    private static Told entry(Asked asked, List<Change> changes) {
        if (!"99".equals(asked.query().get("installPortalId"))) {
            return Told.json(400, "{}");
        }
        String path = asked.path();
        int at = path.equals(JOURNAL + "/earliest")
                ? 0
                : Integer.parseInt(path.replaceAll(JOURNAL + "/offset/[0-9a-f-]{32}([0-9]{4})/next", "$1"))
                        + PullApi.PAGE;
        return at >= changes.size()
                ? Told.json(204, "")
                : Told.ok(object(
                        "url",
                        "http://" + asked.headers().get("host") + PullServer.PREFIX + "/files/" + at
                                + "?X-Amz-Signature=a",
                        "currentOffset",
                        OFFSET.formatted(at),
                        "expiresAt",
                        "2026-11-20T07:00:00Z"));
    }

    /** With another account's event in it, and one of an association. */
    private static Told file(List<Change> changes) {
        List<Map<String, Object>> events = new ArrayList<>();
        changes.forEach(one -> {
            events.add(event(one, 99, one.n()));
            events.add(event(one, 77, one.n() + 1_000));
            events.add(object("type", "ASSOCIATION", "portalId", 99, "occurredAt", one.iso(), "action", "UPDATE"));
        });
        return Told.ok(object("offset", "o", "journalEvents", events, "publishedAt", "2026-11-20T06:00:00Z"));
    }

    private static Map<String, Object> event(Change change, int portal, int object) {
        return object(
                "type",
                "OBJECT",
                "portalId",
                portal,
                "occurredAt",
                change.iso(),
                "action",
                "UPDATE",
                "objectTypeId",
                "0-1",
                "objectId",
                object,
                "propertyChanges",
                object("firstname", "a"));
    }
}
