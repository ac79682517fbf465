package dev.holdfast.vendor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code handshake}. */
final class HandshakeReader {
    private static final List<String> METHODS = List.of("GET", "POST", "OPTIONS");
    private static final List<Integer> REFUSALS = List.of(400, Outcome.UNAUTHORIZED, 403, 404, 405);
    private static final Template NOTHING = Template.literal("");

    private HandshakeReader() {}

    static List<Handshake> readAll(PageNode node) {
        return node.list().stream().map(HandshakeReader::read).toList();
    }

    private static Handshake read(PageNode node) {
        PageFields fields = node.fields();
        String kind = fields.optional("kind", PageNode::text, "answer");
        Handshake.Occasion occasion = new Handshake.Occasion(
                fields.required("method", method -> method.read(HandshakeReader::method, "POST"), "POST"),
                fields.required("when", Conditions::read, Conditions.NONE),
                fields.required("signed", signed -> signed.read(HandshakeReader::bool, true), true));
        Handshake read;
        switch (kind) {
            case "answer" ->
                read = new Handshake.Answering(
                        occasion,
                        fields.optional("require", Conditions::readRequired, Conditions.NONE),
                        fields.ifThere("token", token -> token.read(Use.REQUEST::value, Value.of(Place.BODY))),
                        fields.optional(
                                "refused",
                                refused -> refused.read(HandshakeReader::refusal, Outcome.UNAUTHORIZED),
                                Outcome.UNAUTHORIZED),
                        fields.required(
                                "answer",
                                HandshakeReader::wording,
                                new Handshake.Wording(200, "", null, null, Map.of())));
            case "confirm-url" -> {
                must(fields, occasion, true);
                Value nowhere = Value.of(Place.BODY);
                read = new Handshake.ConfirmUrl(
                        occasion,
                        fields.required("url", url -> url.read(Use.REQUEST::value, nowhere), nowhere),
                        fields.required("hosts", SignatureReader::hosts, List.of()));
            }
            case "capture-secret" -> {
                must(fields, occasion, false);
                read = new Handshake.CaptureSecret(
                        occasion,
                        fields.required("header", PageNode::text, ""),
                        fields.required("open-for", open -> open.read(Durations::parse, Duration.ZERO), Duration.ZERO));
            }
            default -> {
                fields.mistake("kind", "'" + kind + "' is no handshake", "answer, confirm-url, capture-secret");
                return new Handshake.CaptureSecret(occasion, "", Duration.ZERO);
            }
        }
        fields.refuseOthers();
        return read;
    }

    private static void must(PageFields fields, Handshake.Occasion occasion, boolean signed) {
        if (occasion.signed() != signed) {
            fields.mistake("signed", "cannot be " + occasion.signed() + " here", Boolean.toString(signed));
        }
        if (!occasion.method().equals("POST")) {
            fields.mistake("method", "cannot be " + occasion.method() + " here", "POST");
        }
    }

    private static Handshake.Wording wording(PageNode node) {
        PageFields fields = node.fields();
        Map<String, Handshake.Field> json = fields.ifThere("json", HandshakeReader::json);
        Handshake.Wording wording = new Handshake.Wording(
                Answer.status(fields),
                Answer.contentType(fields, json == null ? "text/plain" : "application/json"),
                fields.ifThere("body", body -> body.read(HandshakeReader::template, NOTHING)),
                json,
                fields.optional("headers", HandshakeReader::templates, Map.of()));
        if (json != null && wording.body() != null) {
            fields.mistake("json", "stands beside body", "one of them");
        }
        fields.refuseOthers();
        return wording;
    }

    private static Map<String, Handshake.Field> json(PageNode node) {
        Map<String, Handshake.Field> json = new LinkedHashMap<>();
        node.fields().all().forEach((name, value) -> {
            boolean template = value.isText() && value.text().contains("{");
            json.put(
                    name,
                    new Handshake.Field(
                            template ? value.read(HandshakeReader::template, NOTHING) : null,
                            PageJson.of(value.yaml())));
        });
        return json;
    }

    private static Map<String, Template> templates(PageNode node) {
        Map<String, Template> templates = new LinkedHashMap<>();
        node.fields()
                .all()
                .forEach((name, value) -> templates.put(name, value.read(HandshakeReader::template, NOTHING)));
        return templates;
    }

    private static Template template(String text) throws Fault {
        return text.contains("{") || text.contains("}") ? Use.REQUEST.template(text) : Template.literal(text);
    }

    private static int refusal(String text) throws Fault {
        for (int status : REFUSALS) {
            if (text.equals(Integer.toString(status))) {
                return status;
            }
        }
        throw new Fault("'" + text + "' is no answer to a handshake that is refused", REFUSALS.toString());
    }

    private static String method(String text) throws Fault {
        if (!METHODS.contains(text)) {
            throw new Fault("'" + text + "' is no method for a handshake", String.join(", ", METHODS));
        }
        return text;
    }

    private static boolean bool(String text) throws Fault {
        if (!text.equals("true") && !text.equals("false")) {
            throw new Fault("'" + text + "' is no answer", "true: only after the signature held; false");
        }
        return text.equals("true");
    }
}
