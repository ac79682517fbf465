package dev.holdfast.corpus;

import java.util.ArrayList;
import java.util.List;

/** The front door: methods, paths, headers and encodings, C1 to C3 and C16 to C36. */
final class DoorCases {
    private static final String JUST_A_LINE = " /webhooks/hostile-stripe HTTP/1.1";

    private DoorCases() {}

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH")) {
            cases.add(HostileCase.of("C1", method + " on a source", () -> relined(method + JUST_A_LINE), 405)
                    .rows(0));
        }
        for (String method : List.of("TRACE", "CONNECT", "FOO", "post")) {
            cases.add(HostileCase.of("C2", method, () -> relined(method + JUST_A_LINE), 400, 404, 405, 501)
                    .rows(0));
        }
        cases.addAll(bodies());
        cases.addAll(headers());
        cases.addAll(encodings());
        cases.addAll(paths());
        return cases;
    }

    private static RawRequest relined(String line) {
        return Scheme.STRIPE.valid().relined(line);
    }

    private static List<HostileCase> bodies() {
        return List.of(
                HostileCase.of(
                                "C16",
                                "5 GB announced and nothing sent",
                                () -> Scheme.STRIPE
                                        .valid()
                                        .unmeasured()
                                        .body("")
                                        .header("Content-Length", "5368709120"),
                                413)
                        .mustClose(),
                HostileCase.ofSteps(
                                "C17",
                                "chunks without end",
                                () -> List.of(
                                        Step.send(chunked().bytes()),
                                        Step.send("10000\r\n" + "x".repeat(0x10000) + "\r\n"),
                                        Step.send(("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(20))),
                                413,
                                HostileCase.NOTHING)
                        .mustClose(),
                HostileCase.of(
                        "C18",
                        "asks to continue with a body over the cap",
                        () -> Scheme.STRIPE
                                .valid()
                                .unmeasured()
                                .body("")
                                .header("Expect", "100-continue")
                                .header("Content-Length", "2000000"),
                        413),
                HostileCase.of(
                                "C18",
                                "expects something unknown",
                                () -> RawRequest.post("hostile-stripe")
                                        .header("Expect", "200-ok")
                                        .body("{}"),
                                400,
                                401,
                                417)
                        .rows(0));
    }

    private static RawRequest chunked() {
        return RawRequest.post("hostile-stripe").unmeasured().header("Transfer-Encoding", "chunked");
    }

    private static List<HostileCase> headers() {
        return List.of(
                HostileCase.of("C24", "a header of 64 KB", () -> with("X-Long", "a".repeat(65_536)), 400, 431),
                HostileCase.of("C24", "2,000 headers", () -> many(2_000), 400, 431),
                HostileCase.of("C24", "a header's name of 32 KB", () -> with("X" + "a".repeat(32_768), "a"), 400, 431),
                HostileCase.of(
                        "C24",
                        "a first line of 16 KB",
                        () -> relined("POST /webhooks/" + "a".repeat(16_384) + " HTTP/1.1"),
                        400,
                        404,
                        414,
                        431),
                HostileCase.of("C25", "a NUL in a header", () -> with("X-Nul", "a\0b"), 400),
                HostileCase.of("C25", "a bare CR in a header", () -> with("X-Cr", "a\rb"), 400),
                HostileCase.of("C25", "a header's name outside ASCII", () -> with("X-\u00e9", "a"), 400),
                HostileCase.of(
                        "C25",
                        "a blank before the colon",
                        () -> Scheme.STRIPE.valid().raw("X-Blank : a"),
                        400),
                HostileCase.of(
                        "C25", "a folded header", () -> Scheme.STRIPE.valid().raw("X-Fold: a\r\n b"), 200, 400),
                HostileCase.of(
                        "C33",
                        "a query that nobody signed",
                        () -> relined("POST /webhooks/hostile-stripe?a=1&b=%00 HTTP/1.1"),
                        200),
                HostileCase.of(
                        "C34",
                        "forwarding headers of a stranger",
                        () -> with("X-Forwarded-For", "10.0.0.1")
                                .header("X-Forwarded-Host", "evil.example")
                                .header("X-Forwarded-Proto", "https")
                                .header("Forwarded", "for=10.0.0.1;host=evil.example"),
                        200),
                HostileCase.of(
                        "C36",
                        "a browser asks whether it may",
                        () -> with("Origin", "https://evil.example")
                                .relined("OPTIONS" + JUST_A_LINE)
                                .header("Access-Control-Request-Method", "POST"),
                        405));
    }

    private static RawRequest with(String name, String value) {
        return Scheme.STRIPE.valid().header(name, value);
    }

    private static RawRequest many(int headers) {
        RawRequest request = Scheme.STRIPE.valid();
        for (int i = 0; i < headers; i++) {
            request.header("X-Many-" + i, "a");
        }
        return request;
    }

    private static List<HostileCase> encodings() {
        List<HostileCase> cases = new ArrayList<>();
        byte[] bomb = Compressed.gzip(new byte[1_000_000]);
        cases.add(HostileCase.of(
                "C26", "gzip, valid", () -> encoded("gzip", Compressed.gzip(Scheme.STRIPE.event())), 415));
        cases.add(HostileCase.of("C26", "gzip, a bomb", () -> encoded("gzip", bomb), 415));
        cases.add(HostileCase.of("C26", "gzip, twice", () -> encoded("gzip, gzip", Compressed.gzip(bomb)), 415));
        for (String coding : List.of("br", "zstd", "snappy", "deflate", "GZIP", "x-gzip", "nonsense")) {
            cases.add(HostileCase.of("C26", coding, () -> encoded(coding, bomb), 415));
        }
        cases.add(HostileCase.of("C26", "identity", () -> encoded("identity", Scheme.STRIPE.event()), 200));
        return cases;
    }

    private static RawRequest encoded(String coding, byte[] body) {
        return Scheme.STRIPE.signed(body).header("Content-Encoding", coding);
    }

    private static List<HostileCase> paths() {
        List<HostileCase> cases = new ArrayList<>();
        List<String> names = List.of(
                "../../etc/passwd",
                "a/b",
                "a".repeat(1_000),
                "%F0%9F%98%80",
                "CON",
                "Hostile-Stripe",
                "hostile-strip%D0%B5",
                "hostile-stripe.",
                "hostile-stripe%20",
                "hostile-stripe%00",
                "hostile-stripe/",
                "",
                "hostile-stripe;x=1",
                "./hostile-stripe",
                "%68ostile-stripe%2F..",
                "hostile-stripe%3Bx");
        for (String name : names) {
            cases.add(HostileCase.of(
                            "C32",
                            "source '" + shortened(name) + "'",
                            () -> relined("POST /webhooks/" + name + " HTTP/1.1"),
                            400,
                            404)
                    .rows(0));
        }
        List<String> others = List.of(
                "/",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui",
                "/q/dev-ui",
                "/q/info",
                "/admin/v1/events",
                "/admin",
                "/%61dmin/v1/events",
                "//admin/v1/events",
                "/console",
                "/webhooks");
        for (String path : others) {
            cases.add(HostileCase.of("C118", "GET " + path, () -> relined("GET " + path + " HTTP/1.1"), 400, 404)
                    .rows(0));
            cases.add(HostileCase.of("C118", "POST " + path, () -> relined("POST " + path + " HTTP/1.1"), 400, 404)
                    .rows(0));
        }
        cases.add(HostileCase.of(
                        "C64", "an unknown source", () -> relined("POST /webhooks/nobody-knows-it HTTP/1.1"), 404)
                .rows(0));
        return cases;
    }

    private static String shortened(String name) {
        return name.length() > 30 ? name.substring(0, 30) + "…" : name;
    }
}
