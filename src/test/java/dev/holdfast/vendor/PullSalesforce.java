package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullApi.more;
import static dev.holdfast.vendor.PullApi.object;
import static dev.holdfast.vendor.PullApi.page;
import static dev.holdfast.vendor.PullCrms.within;
import static dev.holdfast.vendor.PullEventLogs.between;

import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import dev.holdfast.vendor.pull.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Salesforce, which tells of records as they are now in one list and of deleted ones in another. */
final class PullSalesforce {
    private static final String ORG = "00D000000000001EAA";

    private PullSalesforce() {}

    static List<PullFixture> all() {
        return List.of(salesforce(), salesforceDeleted());
    }

    private static PullFixture salesforceBase(String list) {
        return PullFixture.of("salesforce", list)
                .params("org-id", ORG, "domain", "acme.my.salesforce.com", "objects", List.of("Account"))
                .credentials("client-id", "client-secret");
    }

    private static PullFixture salesforce() {
        Pattern query = Pattern.compile(
                "SELECT Id,SystemModstamp,IsDeleted FROM Account WHERE SystemModstamp >= (\\S+) AND SystemModstamp < (\\S+) ORDER BY SystemModstamp ASC, Id ASC");
        return salesforceBase("records")
                .documented("q")
                .hidden(
                        403,
                        "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"TotalRequests Limit exceeded.\"}]",
                        Step.Again.class)
                .hidden(
                        400,
                        "[{\"errorCode\":\"INVALID_QUERY_LOCATOR\",\"message\":\"invalid query locator\"}]",
                        Step.Expired.class)
                .push(change -> Requests.post("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                        <soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>%s</OrganizationId>
                        <Notification><Id>04l%d</Id><sObject xsi:type="sf:Account" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
                        <sf:Id>001%d</sf:Id><sf:SystemModstamp>%s</sf:SystemModstamp></sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>""".formatted(ORG, change.n(), change.n(), change.iso())))
                .api((asked, changes) -> {
                    Matcher more = Pattern.compile("/services/data/v62.0/query/([0-9]+)_([0-9]+)-([0-9]+)")
                            .matcher(asked.path());
                    Instant from;
                    Instant to;
                    int at = 0;
                    if (more.matches()) {
                        from = Instant.ofEpochSecond(Long.parseLong(more.group(1)));
                        to = Instant.ofEpochSecond(Long.parseLong(more.group(2)));
                        at = Integer.parseInt(more.group(3));
                    } else {
                        Matcher asks = query.matcher(asked.query().get("q"));
                        if (!asks.matches() || !asked.path().equals("/services/data/v62.0/queryAll")) {
                            return Told.json(400, "[{\"errorCode\":\"MALFORMED_QUERY\"}]");
                        }
                        from = Instant.parse(asks.group(1));
                        to = Instant.parse(asks.group(2));
                    }
                    List<Change> all = within(from, to, changes);
                    Map<String, Object> answer = object(
                            "totalSize",
                            all.size(),
                            "done",
                            !more(all, at),
                            "records",
                            page(all, at).stream()
                                    .map(one -> object(
                                            "attributes",
                                            object(
                                                    "type",
                                                    "Account",
                                                    "url",
                                                    "/services/data/v62.0/sobjects/Account/001" + one.n()),
                                            "Id",
                                            "001" + one.n(),
                                            "SystemModstamp",
                                            one.iso().replace("Z", ".000+0000"),
                                            "IsDeleted",
                                            false))
                                    .toList());
                    if (more(all, at)) {
                        answer.put(
                                "nextRecordsUrl",
                                "/services/data/v62.0/query/" + from.getEpochSecond() + "_" + to.getEpochSecond() + "-"
                                        + (at + PullApi.PAGE));
                    }
                    return Told.ok(answer).with("Sforce-Limit-Info", "api-usage=18/15000");
                });
    }

    private static PullFixture salesforceDeleted() {
        return salesforceBase("deleted")
                .documented("start", "end")
                .hidden(400, "[{\"errorCode\":\"EXCEEDED_ID_LIMIT\"}]", Step.Split.class)
                .api((asked, changes) -> Told.ok(object(
                        "deletedRecords",
                        between(asked.time("start"), asked.time("end"), changes).stream()
                                .map(one -> object(
                                        "id",
                                        "001" + one.n(),
                                        "deletedDate",
                                        one.iso().replace("Z", ".000+0000")))
                                .toList(),
                        "earliestDateAvailable",
                        "2023-01-01T00:00:00.000+0000",
                        "latestDateCovered",
                        asked.query().get("end"))));
    }
}
