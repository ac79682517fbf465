package dev.holdfast.corpus;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Authentic bodies that are hard to read, C76 to C94: kept, every one. */
final class BodyCases {
    private static final int CAP = 1 << 20;

    private BodyCases() {}

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        cases.addAll(unreadable());
        cases.addAll(readable());
        cases.addAll(sizes());
        cases.addAll(batches());
        return cases;
    }

    /** No event can be made of these: stored as they are, marked, relayed to nobody. */
    private static List<HostileCase> unreadable() {
        List<HostileCase> cases = new ArrayList<>();
        for (String body : List.of(
                "{\"id\":\"evt_1\",",
                "{} x",
                "{}{}",
                "{/*c*/}",
                "{\"id\":NaN}",
                "{'id':'a'}",
                "{\"id\":\"a\",}",
                "",
                " ",
                "null",
                "true",
                "42",
                "\"text\"",
                "[]",
                "{}")) {
            cases.add(quarantined("C76", "body '" + body + "'", body));
        }
        for (int depth : new int[] {65, 1_000, 100_000}) {
            cases.add(quarantined("C77", depth + " arrays deep", "[".repeat(depth)));
            cases.add(quarantined("C77", depth + " objects deep", "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)));
        }
        cases.add(quarantined("C80", "an id twice", "{\"id\":\"evt_1\",\"id\":\"evt_2\",\"type\":\"a\"}"));
        cases.add(quarantined(
                "C80", "an id twice, once escaped", "{\"id\":\"evt_1\",\"i\\u0064\":\"evt_2\",\"type\":\"a\"}"));
        cases.add(quarantined(
                "C84",
                "XML with an entity",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM" + " \"file:///etc/passwd\">]><a>&b;</a>"));
        cases.add(quarantined(
                "C84", "a billion laughs", "<!DOCTYPE a [<!ENTITY b \"b\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>"));
        cases.add(quarantined("C86", "a form", "payload=%7B%22id%22%3A1%7D&payload=2&c=%zz"));
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-32")) {
            cases.add(HostileCase.of(
                    "C82", charset, () -> Scheme.STRIPE.signed(text().getBytes(Charset.forName(charset))), 200, 415));
        }
        return cases;
    }

    private static HostileCase quarantined(String id, String name, String body) {
        String shown = name.length() > 60 ? name.substring(0, 60) : name;
        return HostileCase.of(id, shown, () -> stripe(body), 200).isQuarantined();
    }

    /** Ugly, and an event all the same: whatever becomes of it, it is stored. */
    private static List<HostileCase> readable() {
        List<HostileCase> cases = new ArrayList<>();
        List<String> values = List.of(
                "9".repeat(1_000),
                "1e999999999",
                "-0",
                "1" + "0".repeat(400),
                "9007199254740993",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "{\"@class\":\"java.lang.Runtime\",\"$type\":\"a\",\"__proto__\":{\"a\":1}}",
                "\"${jndi:ldap://127.0.0.1:1/a} %s%n \\u001b[31m\"",
                "\"'; drop table event; --\"",
                "\"" + "a".repeat(500_000) + "\"",
                "\"<img src=x onerror=alert(1)>\"");
        for (String value : values) {
            String shown = value.length() > 30 ? value.substring(0, 30) + "…" : value;
            cases.add(HostileCase.of("C78-C94", "a member " + shown, () -> stripe(text().replace("null", value)), 200));
        }
        for (String type : List.of(
                "\\u0000",
                "\\ud800",
                "a\\r\\n{\\\"level\\\":\\\"ERROR\\\"}",
                "\\u001b[31m",
                "'; drop table event; --",
                "a".repeat(300),
                "never.heard.of",
                "%s%n${a}",
                "")) {
            String shown = type.length() > 30 ? "long" : type;
            cases.add(HostileCase.of(
                    "C81-C94", "a type '" + shown + "'", () -> stripe(text().replace("invoice.paid", type)), 200));
            cases.add(HostileCase.of(
                    "C81-C94", "an id '" + shown + "'", () -> stripe(text().replace("evt_", "evt_" + type)), 200));
        }
        cases.add(HostileCase.of("C82", "a byte order mark", () -> stripe("\ufeff" + text()), 200));
        cases.add(typed("application/json; charset=utf-16"));
        cases.add(typed("application/json; charset=bogus"));
        cases.add(typed("text/plain"));
        cases.add(typed("a".repeat(300)));
        cases.add(HostileCase.of("C82", "no Content-Type", () -> stripe(text()).without("Content-Type"), 200, 415));
        cases.add(HostileCase.of(
                "C93",
                "a user agent that writes log lines",
                () -> stripe(text()).header("User-Agent", "${jndi:ldap://127.0.0.1:1/a}\u001b[31m FORGED-LINE"),
                200,
                400));
        return cases;
    }

    private static HostileCase typed(String contentType) {
        String shown = contentType.length() > 60 ? "long" : contentType;
        return HostileCase.of(
                "C82", "Content-Type " + shown, () -> stripe(text()).with("Content-Type", contentType), 200, 415);
    }

    private static List<HostileCase> sizes() {
        return List.of(
                HostileCase.of("C88", "a byte below the cap", () -> stripe(sized(CAP - 1)), 200),
                HostileCase.of("C88", "at the cap", () -> stripe(sized(CAP)), 200),
                HostileCase.of("C88", "a byte above the cap", () -> stripe(sized(CAP + 1)), 413, HostileCase.NOTHING),
                HostileCase.of("C88", "far above the cap", () -> stripe(sized(CAP * 4)), 413, HostileCase.NOTHING));
    }

    private static String sized(int bytes) {
        String text = text();
        return text.replace("null", "\"" + "a".repeat(bytes - text.length() + 2) + "\"");
    }

    private static List<HostileCase> batches() {
        return List.of(
                HostileCase.of("C89", "a batch of none", () -> own(""), 200).rows(0, 1),
                HostileCase.of("C89", "a batch of 100", () -> own(items(100)), 200)
                        .rows(100),
                HostileCase.of("C89", "a batch of 100 with a bad one", () -> own(items(99) + ",{\"uuid\":null}"), 200)
                        .rows(99, 100),
                HostileCase.of("C89", "a batch with one event twice", () -> own(same(2)), 200)
                        .rows(1),
                HostileCase.of("C89", "a batch of 10,001", () -> own(items(5) + ",{}".repeat(9_996)), 200, 413)
                        .rows(0, 10_001));
    }

    private static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Scheme.item(UUID.randomUUID().toString()))
                .collect(Collectors.joining(","));
    }

    private static String same(int times) {
        String item = Scheme.item(UUID.randomUUID().toString());
        return String.join(",", Collections.nCopies(times, item));
    }

    private static RawRequest own(String items) {
        return Scheme.OWN.signed(("{\"events\":[" + items + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private static RawRequest stripe(String body) {
        return Scheme.STRIPE.signed(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text() {
        return "{\"id\":\"evt_" + UUID.randomUUID() + "\",\"type\":\"invoice.paid\",\"created\":" + Scheme.now()
                + ",\"note\":null}";
    }
}
