package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullDeliveryLogs.push;

import dev.holdfast.vendor.PullApi.Asked;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Codat, which lists what was written into a company's software, and what was read out of it. */
final class PullCodat {
    private static final String COMPANY = "8a210b68-6988-11ed-a1eb-0242ac120002";

    private PullCodat() {}

    static List<PullFixture> all() {
        return List.of(writes(), reads());
    }

    private static PullFixture base(String list) {
        return PullFixture.of("codat", list)
                .params("company", COMPANY)
                .credentials("api-key-base64")
                .documented("pageSize", "orderBy", "page");
    }

    private static PullFixture writes() {
        return base("writes")
                .push(change -> push(
                        object(
                                "id",
                                "c-" + change.n(),
                                "eventType",
                                change.n() % 2 == 0 ? "invoices.write.successful" : "invoices.write.unsuccessful",
                                "generatedDate",
                                change.at().plusSeconds(20).toString(),
                                "payload",
                                object("id", "op-" + change.n(), "referenceCompany", object("id", COMPANY))),
                        "webhook-id",
                        "msg_" + change.n()))
                .api((asked, changes) -> {
                    List<Change> all = PullEventLogs.newestFirst(changes);
                    int from = (asked.number("page", 1) - 1) * PullApi.PAGE;
                    List<Object> results = new ArrayList<>();
                    page(all, from)
                            .forEach(one -> results.add(object(
                                    "pushOperationKey",
                                    "op-" + one.n(),
                                    "dataType",
                                    "invoices",
                                    "companyId",
                                    COMPANY,
                                    "requestedOnUtc",
                                    one.iso(),
                                    "completedOnUtc",
                                    one.at().plusSeconds(20).toString(),
                                    "status",
                                    one.n() % 2 == 0 ? "Success" : one.n() % 3 == 0 ? "TimedOut" : "Failed")));
                    results.add(object(
                            "pushOperationKey",
                            "waits",
                            "dataType",
                            "bills",
                            "requestedOnUtc",
                            page(all, from).isEmpty()
                                    ? null
                                    : page(all, from).get(0).iso(),
                            "status",
                            "Pending"));
                    return Told.ok(object("results", results, "_links", links(asked, more(all, from))));
                });
    }

    /** One event tells of all data types that were read, by a clock that is somewhat later than the history's. */
    private static PullFixture reads() {
        return base("reads")
                .push(change -> push(
                        object(
                                "id",
                                "c-" + change.n(),
                                "eventType",
                                "read.completed",
                                "generatedDate",
                                change.at().plusSeconds(75).toString(),
                                "payload",
                                object(
                                        "referenceCompany",
                                        object("id", COMPANY),
                                        "dataTypes",
                                        List.of(read(change.n() + 500), read(change.n())))),
                        "webhook-id",
                        "msg_" + change.n()))
                .api((asked, changes) -> {
                    if (!asked.path().equals("/companies/" + COMPANY + "/data/history")
                            || !asked.query().get("orderBy").equals("-requested")) {
                        return Told.json(400, "{}");
                    }
                    List<Change> all = PullEventLogs.newestFirst(changes);
                    int from = (asked.number("page", 1) - 1) * PullApi.PAGE;
                    List<Object> results = new ArrayList<>();
                    page(all, from).forEach(one -> {
                        results.add(history(one, true));
                        results.add(history(one, false));
                    });
                    return Told.ok(object("results", results, "_links", links(asked, more(all, from))));
                });
    }

    private static Map<String, Object> read(int n) {
        return object("connectionId", "connection-" + n, "dataType", "invoices", "status", "Complete");
    }

    private static Map<String, Object> history(Change change, boolean completed) {
        Map<String, Object> history = read(change.n());
        history.put("companyId", COMPANY);
        history.put("requested", change.iso());
        history.put("completed", completed ? change.at().plusSeconds(20).toString() : null);
        history.put("isCompleted", completed);
        return history;
    }

    private static Map<String, Object> links(Asked asked, boolean more) {
        Map<String, Object> links = object("self", object("href", "/x"));
        if (more) {
            int next = asked.number("page", 1) + 1;
            links.put(
                    "next",
                    object(
                            "href",
                            asked.path() + "?page=" + next + "&pageSize=100&orderBy="
                                    + asked.query().get("orderBy")));
        }
        return links;
    }
}
