package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Where does a request end? C4 to C15, C22, C28, C30: every answer but one meaning is refused. */
final class FramingCases {
    private static final int NOTHING = HostileCase.NOTHING;

    private FramingCases() {}

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        cases.addAll(lengths());
        cases.addAll(codings());
        cases.addAll(chunks());
        cases.addAll(smuggling());
        cases.addAll(endings());
        return cases;
    }

    private static List<HostileCase> lengths() {
        List<HostileCase> cases = new ArrayList<>();
        for (String value : List.of("5, 6", "+5", "-1", "0x5", "99999999999999999999", "5 5", "", "five", "5.0")) {
            cases.add(refused("C6", "Content-Length: " + value, () -> signed().header("Content-Length", value)));
        }
        cases.add(refused(
                "C6",
                "two lengths",
                () -> signed().header("Content-Length", "5").header("Content-Length", "6")));
        cases.add(refused(
                "C6",
                "two lengths, the second in lower case",
                () -> signed().header("Content-Length", "5").header("content-length", "500")));
        cases.add(refused("C4", "a length and chunks", () -> both(signed())));
        cases.add(refused(
                "C5",
                "a length and chunks, HTTP/1.0",
                () -> both(signed()).relined("POST /webhooks/hostile-stripe HTTP/1.0")));
        return cases;
    }

    private static RawRequest both(RawRequest request) {
        byte[] body = Scheme.STRIPE.event();
        RawRequest signed = Scheme.STRIPE.signed(body).keepAlive().unmeasured();
        return signed.header("Content-Length", Integer.toString(body.length))
                .header("Transfer-Encoding", "chunked")
                .body(chunk(body));
    }

    private static List<HostileCase> codings() {
        List<HostileCase> cases = new ArrayList<>();
        for (String value : List.of(
                "chunked, identity",
                "xchunked",
                "chunked, chunked",
                "gzip, chunked",
                "\u000bchunked",
                "chunked\u000b",
                "identity",
                "CHUNKED;q=1")) {
            cases.add(HostileCase.of(
                            "C8",
                            "Transfer-Encoding: " + value.replace('\u000b', '?'),
                            () -> chunked().header("Transfer-Encoding", value),
                            400,
                            401,
                            411,
                            415,
                            501,
                            NOTHING)
                    .rows(0)
                    .mustClose());
        }
        cases.add(HostileCase.of(
                        "C8",
                        "two transfer codings",
                        () -> chunked().header("Transfer-Encoding", "chunked").header("Transfer-Encoding", "identity"),
                        400,
                        501)
                .mustClose());
        return cases;
    }

    private static List<HostileCase> chunks() {
        List<HostileCase> cases = new ArrayList<>();
        for (String size : List.of("FFFFFFFFFFFFFFFF", "-1", "0x10", "", "g", "10000000000000000", "+1")) {
            cases.add(refused("C9", "a chunk of size '" + size + "'", () -> chunkOf(size)));
        }
        // The server reads these two as 1: one byte that nobody signed, and what follows is where it thinks it is.
        for (String size : List.of("1\0", "1 1")) {
            String name = "a chunk of size '" + size.replace('\0', '?') + "'";
            cases.add(HostileCase.of("C9", name, () -> chunkOf(size), 400, 401, NOTHING)
                    .rows(0));
        }
        cases.add(HostileCase.of(
                        "C10",
                        "a chunk extension of 1 MB",
                        () -> chunked()
                                .header("Transfer-Encoding", "chunked")
                                .body("1;" + "a".repeat(1 << 20) + "\r\nx\r\n0\r\n\r\n"),
                        400,
                        413,
                        431,
                        NOTHING)
                .mustClose());
        cases.add(HostileCase.of(
                        "C10",
                        "a line end inside a quoted chunk extension",
                        () -> chunked()
                                .header("Transfer-Encoding", "chunked")
                                .body("1;a=\"\r\nX\r\n0\r\n\r\n" + smuggled() + "\"\r\nx\r\n0\r\n\r\n"),
                        400,
                        401,
                        NOTHING)
                .rows(0)
                .mustClose());
        cases.add(refused(
                "C10",
                "a chunk that does not end with a line end",
                () -> chunked().header("Transfer-Encoding", "chunked").body("1\r\nxy\r\n0\r\n\r\n")));
        return cases;
    }

    private static RawRequest chunkOf(String size) {
        return chunked().header("Transfer-Encoding", "chunked").body(size + "\r\nx\r\n0\r\n\r\n");
    }

    private static List<HostileCase> smuggling() {
        return List.of(
                HostileCase.of(
                                "C13",
                                "a request inside a body",
                                () -> signedBody(smuggled()).keepAlive(),
                                200)
                        .rows(1),
                HostileCase.of(
                                "C13",
                                "length says less than chunks",
                                () -> chunked()
                                        .header("Content-Length", "4")
                                        .header("Transfer-Encoding", "chunked")
                                        .body("0\r\n\r\n" + smuggled()),
                                400)
                        .mustClose(),
                HostileCase.of(
                                "C13",
                                "chunks say less than length",
                                () -> chunked()
                                        .header("Transfer-Encoding", "chunked")
                                        .header("Content-Length", "400")
                                        .body("0\r\n\r\n" + smuggled()),
                                400)
                        .mustClose(),
                HostileCase.ofSteps("C12", "NUL before the first line", () -> prefixed("\0"), 400, NOTHING)
                        .rows(0)
                        .mustClose(),
                HostileCase.ofSteps("C12", "SOH before the first line", () -> prefixed("\u0001\u0001"), 400, NOTHING)
                        .rows(0)
                        .mustClose(),
                HostileCase.of(
                        "C28",
                        "asks to go on in HTTP/2",
                        () -> Scheme.STRIPE
                                .valid()
                                .with("Connection", "Upgrade, HTTP2-Settings")
                                .header("Upgrade", "h2c")
                                .header("HTTP2-Settings", "AAMAAABkAAQAAP__"),
                        200),
                HostileCase.ofSteps(
                                "C29",
                                "TLS where none is spoken, a hello of 16 MiB announced",
                                () -> List.of(
                                        Step.send("\u0016\u0003\u0001\u00ff\u00ff\u0001\u00ff\u00ff\u00ff\u0003\u0003"
                                                + "\0".repeat(2000)),
                                        new Step.Finish()),
                                400,
                                NOTHING)
                        .rows(0)
                        .mustClose(),
                HostileCase.ofSteps(
                                "C28",
                                "HTTP/2 without being asked",
                                () -> List.of(Step.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0".repeat(64))),
                                400,
                                404,
                                405,
                                505,
                                NOTHING)
                        .rows(0)
                        .replies(2)
                        .mustClose());
    }

    private static List<Step> prefixed(String prefix) {
        return List.of(Step.send(prefix), Step.send(Scheme.STRIPE.valid().bytes()));
    }

    private static List<HostileCase> endings() {
        return List.of(
                HostileCase.ofSteps(
                                "C14",
                                "less than announced, then the end",
                                () -> List.of(
                                        Step.send(signed().header("Content-Length", "9999")
                                                .body("{")
                                                .bytes()),
                                        new Step.Finish()),
                                400,
                                NOTHING)
                        .mustClose(),
                HostileCase.ofSteps(
                                "C22",
                                "a body that comes byte by byte for longer than a request may take",
                                () -> List.of(
                                        Step.send(signed().header("Content-Length", "9999")
                                                .bytes()),
                                        new Step.Drip(new byte[60], Duration.ofMillis(300))),
                                400,
                                408,
                                NOTHING)
                        .mustClose()
                        .within(Duration.ofSeconds(20)),
                HostileCase.ofSteps(
                                "C30", "200 requests at once, the odd ones unsigned", FramingCases::pipeline, 200, 401)
                        .replies(200)
                        .rows(100)
                        .within(Duration.ofSeconds(15)));
    }

    private static List<Step> pipeline() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            steps.add(Step.send(
                    RawRequest.post("hostile-stripe").keepAlive().body("{}").bytes()));
            steps.add(Step.send(Scheme.STRIPE.valid().keepAlive().bytes()));
        }
        return steps;
    }

    /** A right signature for an empty event: what is refused is refused for its framing. */
    private static RawRequest signed() {
        return Scheme.STRIPE.valid().keepAlive().unmeasured();
    }

    private static RawRequest signedBody(String body) {
        return Scheme.STRIPE.signed(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static RawRequest chunked() {
        return RawRequest.post("hostile-stripe").keepAlive().unmeasured();
    }

    /** A right request that must never be read as one, since it lies inside another. */
    private static String smuggled() {
        return new String(Scheme.STRIPE.valid().bytes(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunk(byte[] body) {
        byte[] framed = Mac256.join(Integer.toHexString(body.length) + "\r\n", body);
        return (new String(framed, StandardCharsets.ISO_8859_1) + "\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static HostileCase refused(String id, String name, Supplier<RawRequest> request) {
        return HostileCase.of(id, name, request, 400, NOTHING).rows(0).mustClose();
    }
}
