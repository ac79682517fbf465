package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The largest bodies and headers, made to be hard to read: whatever they are, judging them takes a bounded time. */
class AdversarialSizesTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final int MIB = 1 << 20;

    /** Processor time of the best of three, in milliseconds; a quadratic reader would take minutes. */
    private static final long LIMIT = 1_500;

    private static final Door JSON = doorOf(page("split: \"body:/*\"", "item:/id"), SECRET);
    private static final Door NESTED = doorOf(page("split: \"body:/a/*/b/*\"", "item:/id"), SECRET);
    private static final Door XML = doorOf(page("split: xml:/a/b", "xml:/a/b/@c"), SECRET);
    private static final Door FORM = doorOf(page("", "form:a"), SECRET);
    private static final Door SORTED =
            doorOf(page("", "body:/id").replace("signed: \"{body}\"", "signed: \"{body|sorted-json}\""), SECRET);

    private static String page(String split, String id) {
        return """
                title: Own
                signature: { scheme: hmac, algorithm: sha256, value: header:X-Sig, encoding: hex, signed: "{body}", key: utf8 }
                %s
                event: { id: "%s", type: text:t }
                """.formatted(split, id);
    }

    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("brackets", "[".repeat(MIB));
        bodies.put("brackets that close", "[".repeat(MIB / 2) + "]".repeat(MIB / 2));
        bodies.put("objects in objects", "{\"a\":".repeat(MIB / 5));
        bodies.put("empty arrays", "[" + "[],".repeat(MIB / 3 - 1) + "[]]");
        bodies.put("empty objects", "[" + "{},".repeat(30_000) + "{}]");
        bodies.put("arrays 60 deep", "[" + ("[".repeat(60) + "]".repeat(60) + ",").repeat(8_000) + "1]");
        bodies.put("items in items", "{\"a\":[" + "{\"b\":[1,2,3,4]},".repeat(6_000) + "{\"b\":7}]}");
        bodies.put("one long number", "1".repeat(MIB));
        bodies.put("one long text", "\"" + "a".repeat(MIB - 2) + "\"");
        bodies.put("a text of escapes", "\"" + "\\u0041".repeat(MIB / 6) + "\"");
        bodies.put("a text without an end", "\"" + "\\".repeat(MIB));
        bodies.put("many keys", keys());
        bodies.put("blanks", " ".repeat(MIB));
        bodies.put("exponents", "[" + "1e999999999,".repeat(MIB / 13) + "1]");
        bodies.put("tags", "<a>".repeat(MIB / 3));
        bodies.put("tags that close", "<a>" + "<b/>".repeat(MIB / 4 - 2) + "</a>");
        bodies.put("a tag of blanks", "<a" + " ".repeat(MIB - 10) + ">x</a>");
        bodies.put("a tag of blanks and no end", "<a" + " ".repeat(MIB - 10) + "x");
        bodies.put("a tag of blanks and a name", "<a" + " ".repeat(MIB - 10) + "b></a>");
        bodies.put("attributes", "<a" + " b='1'".repeat(MIB / 6 - 3) + "></a>");
        bodies.put("an attribute without an end", "<a b='" + "x".repeat(MIB));
        bodies.put("a name without an end", "<" + "a.".repeat(MIB / 2) + ">");
        bodies.put("comments", "<a>" + "<!---->".repeat(MIB / 7 - 2) + "</a>");
        bodies.put("a comment without an end", "<!--" + "-".repeat(MIB));
        bodies.put("entities", "<a>" + "&amp;".repeat(MIB / 5 - 2) + "</a>");
        bodies.put("ampersands", "&".repeat(MIB));
        bodies.put("percent signs", "a=" + "%41".repeat(MIB / 3));
        bodies.put("broken percent signs", "a=" + "%".repeat(MIB));
        bodies.put("plus signs", "a=" + "+".repeat(MIB));
        bodies.put("fields", "a=b&".repeat(MIB / 4));
        return bodies;
    }

    private static String keys() {
        StringBuilder keys = new StringBuilder("{");
        for (int i = 0; i < 40_000; i++) {
            // Aa and BB have one hash: so have all the keys of a length that are made of them.
            String name = Integer.toBinaryString(0x10000 | i & 0xffff)
                    .replace("0", "Aa")
                    .replace("1", "BB");
            keys.append('"').append(name).append("\":1,");
        }
        return keys.append("\"id\":1}").toString();
    }

    @TestFactory
    Stream<DynamicTest> aSignedBodyIsReadInBoundedTime() {
        return bodies().entrySet().stream()
                .map(body -> dynamicTest(body.getKey(), () -> {
                    String signature = hmacHex(SECRET, body.getValue());
                    String[] form = {"X-Sig", signature, "Content-Type", "application/x-www-form-urlencoded"};
                    for (Door door : new Door[] {JSON, NESTED, XML, SORTED}) {
                        isBounded(door, post(body.getValue(), "X-Sig", signature));
                    }
                    isBounded(FORM, post(body.getValue(), form));
                }));
    }

    @TestFactory
    Stream<DynamicTest> anUnsignedBodyIsRefusedInBoundedTimeByEveryPage() {
        Map<String, String> bodies = bodies();
        return Stream.of("adyen", "microsoft-graph", "asana", "slack", "twilio", "mailgun", "apideck", "dropbox")
                .flatMap(vendor -> Stream.of(
                                "empty arrays", "items in items", "many keys", "fields", "a tag of blanks", "blanks")
                        .map(body -> dynamicTest(vendor + ", " + body, () -> {
                            Door door = door(vendor, vendor.equals("adyen") ? "0123456789ABCDEF".repeat(4) : SECRET);
                            isBounded(door, post(bodies.get(body), "Content-Type", "application/json"));
                            isBounded(
                                    door, post(bodies.get(body), "Content-Type", "application/x-www-form-urlencoded"));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> aHeaderOfTenThousandSignaturesIsRefusedInBoundedTime() {
        Map<String, String> headers = Map.of(
                "stripe", "t=1700000000" + (",v1=" + "0".repeat(64)).repeat(10_000),
                "paddle", "ts=1700000000" + (";h1=" + "0".repeat(64)).repeat(10_000),
                "pagerduty", ("v1=" + "0".repeat(64) + ",").repeat(10_000),
                "standard-webhooks", "v1,AAAA ".repeat(10_000),
                "svix", "v1,AAAA ".repeat(10_000),
                "github", "sha256=" + "0".repeat(640_000),
                "shopify", "A".repeat(640_000),
                "plaid", "a.".repeat(320_000));
        return headers.entrySet().stream()
                .map(header -> dynamicTest(header.getKey(), () -> {
                    Vector vector = VectorFile.vectors().stream()
                            .map(Vector::new)
                            .filter(one -> one.vendor().equals(header.getKey()) && one.isValid())
                            .findFirst()
                            .orElseThrow();
                    Request request = Strangers.withSignature(vector, header.getValue());
                    isBounded(vector.door(), request);
                    assertFalse(vector.door().admit(request, vector.now()) instanceof Outcome.Admitted);
                }));
    }

    private static void isBounded(Door door, Request request) {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> isQuick(door, request));
    }

    private static void isQuick(Door door, Request request) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3 && best > LIMIT; i++) {
            long before = cpuMillis();
            Outcome outcome = door.admit(request, NOW);
            best = Math.min(best, cpuMillis() - before);
            assertNotEquals(new Outcome.Refused(Cause.VERIFIER_FAILED), outcome);
            if (outcome instanceof Outcome.Admitted admitted) {
                assertTrue(admitted.items().stream()
                        .noneMatch(item -> String.valueOf(item.quarantine()).startsWith("a fault of ours")));
            }
        }
        long took = best;
        assertTrue(took <= LIMIT, () -> door.page() + " took " + took + " ms");
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
