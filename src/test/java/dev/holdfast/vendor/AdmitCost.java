package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What one request costs at the door: processor time of the thread, not the wall clock, so that a busy machine changes
 * little. Run {@code main}; prints microseconds a request and bytes allocated.
 */
final class AdmitCost {
    private static final String SECRET = "whsec_0123456789abcdefghij";
    private static final int ROUNDS = 7;
    private static final int REQUESTS = 20_000;

    /** Keeps the compiler from leaving the work out. */
    static volatile Object sink = "";

    private AdmitCost() {}

    public static void main(String[] args) {
        String body = stripeEvent();
        String header = "t=1700000000,v1=" + hmacHex(SECRET, "1700000000." + body);
        Request stripe = post(
                body,
                "Host",
                "hooks.example.com",
                "User-Agent",
                "Stripe/1.0",
                "Content-Type",
                "application/json",
                "Stripe-Signature",
                header);
        Request forged = post(
                body,
                "Content-Type",
                "application/json",
                "Stripe-Signature",
                header.replace("v1=", "v1=00").substring(0, header.length()));
        Door door = door("stripe", SECRET);
        measure("stripe, " + body.length() + " bytes", door, stripe);
        measure("stripe, forged", door, forged);
        measure("github, " + body.length() + " bytes", door("github", SECRET), gitHub(body));
        Request hubSpot = hubSpot();
        measure("hubspot, 100 items, " + hubSpot.body().length + " bytes", door("hubspot", SECRET), hubSpot);
        measureMac(body);
    }

    private static Request gitHub(String body) {
        return post(
                body,
                "Content-Type",
                "application/json",
                "X-GitHub-Event",
                "issues",
                "X-GitHub-Delivery",
                "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                "X-GitHub-Hook-ID",
                "292430182",
                "X-Hub-Signature-256",
                "sha256=" + hmacHex(SECRET, body));
    }

    /** A full request as HubSpot sends it: a hundred changes in an array. */
    private static Request hubSpot() {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            body.append(i == 0 ? "" : ",").append("""
                            {"eventId":%d,"subscriptionId":12345,"portalId":62515,"occurredAt":1699999999%03d,"subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":%d,"changeSource":"CRM","propertyName":"firstname","propertyValue":"Jo","appId":54321}""".formatted(100 + i, i, 7 + i));
        }
        String whole = body.append("]").toString();
        String time = "1700000000000";
        byte[] signed = Scope.utf8("POSThttps://hooks.example.com/in" + whole + time);
        return post(
                whole,
                "Content-Type",
                "application/json",
                "X-HubSpot-Request-Timestamp",
                time,
                "X-HubSpot-Signature-v3",
                java.util.Base64.getEncoder().encodeToString(Requests.hmac(Scope.utf8(SECRET), signed)));
    }

    private static void measure(String what, Door door, Request request) {
        Outcome outcome = door.admit(request, NOW);
        if (outcome instanceof Outcome.Refused && !what.contains("forged")) {
            throw new IllegalStateException(what + ": " + outcome);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            long allocated = allocated();
            long cpu = cpu();
            for (int i = 0; i < REQUESTS; i++) {
                sink = door.admit(request, NOW);
            }
            print(what, cpu() - cpu, allocated() - allocated, round);
        }
    }

    private static void measureMac(String body) {
        byte[] bytes = Scope.utf8("1700000000." + body);
        Keyed keyed = new Keyed(Algorithm.SHA256, Scope.utf8(SECRET));
        for (int round = 1; round <= ROUNDS; round++) {
            long allocated = allocated();
            long cpu = cpu();
            for (int i = 0; i < REQUESTS; i++) {
                sink = keyed.mac(java.util.List.of(bytes));
            }
            print("the MAC alone", cpu() - cpu, allocated() - allocated, round);
        }
    }

    private static void print(String what, long nanos, long bytes, int round) {
        if (round == ROUNDS) {
            System.out.printf("%-36s %6.2f us %8d B%n", what, nanos / 1e3 / REQUESTS, bytes / REQUESTS);
        }
    }

    private static long cpu() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** An event as Stripe sends it, about 1 KiB. */
    private static String stripeEvent() {
        return """
                {
                  "id": "evt_1NG8Du2eZvKYlo2CUI79vXWy",
                  "object": "event",
                  "api_version": "2026-10-28",
                  "created": 1700000000,
                  "data": {
                    "object": {
                      "id": "in_1MtHbELkdIwHu7ixl4OzzPMv",
                      "object": "invoice",
                      "amount_due": 1999,
                      "amount_paid": 1999,
                      "currency": "eur",
                      "customer": "cus_NeZwdNtLEOXuvB",
                      "customer_email": "jenny.rosen@example.com",
                      "lines": { "object": "list", "data": [ { "id": "il_1", "amount": 1999, "quantity": 1, "period": { "start": 1699990000, "end": 1702590000 } } ], "has_more": false },
                      "metadata": { "order_id": "6735", "region": "eu-west" },
                      "paid": true,
                      "status": "paid",
                      "subscription": "sub_1MowQVLkdIwHu7ixeRlqHVzs",
                      "total": 1999
                    }
                  },
                  "livemode": true,
                  "pending_webhooks": 1,
                  "request": { "id": "req_8jJk2l3mN", "idempotency_key": "d2f5a1c0-9a2b-4a3a-8f6e-0c1d2e3f4a5b" },
                  "type": "invoice.paid"
                }
                """;
    }
}
