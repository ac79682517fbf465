package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a page writes it. A field whose template has no value yet is left out; one that is a list parameter stands there
 * for each of its values.
 *
 * @param path below the base URL
 * @param json the body; null for none
 */
record PullRequest(
        String method,
        Template path,
        Map<String, Template> query,
        Map<String, Template> headers,
        @Nullable JsonShape json) {
    private static final PullRequest STAND_IN = new PullRequest("GET", Template.literal("/"), Map.of(), Map.of(), null);
    private static final Pattern LINE = Pattern.compile("(GET|POST) (/(?!/).*)");

    static PullRequest read(PageFields fields, Map<String, Template> common) {
        PageNode line = fields.get("request");
        if (line == null) {
            fields.mistake("request", "is missing", "it is required");
            return STAND_IN;
        }
        Matcher request = LINE.matcher(line.isText() ? line.text() : "");
        Map<String, Template> headers = new LinkedHashMap<>(common);
        headers.putAll(fields.optional("headers", node -> templates(node, Use.ASKED_INSIDE), Map.of()));
        Map<String, Template> query = fields.optional("query", node -> templates(node, Use.ASKED), Map.of());
        JsonShape json = body(fields);
        if (!request.matches()) {
            line.mistake("is no request", "GET /path or POST /path");
            return STAND_IN;
        }
        if (request.group(1).equals("POST") == (json == null)) {
            line.mistake("goes with a body, and a body with POST", "POST with json or graphql, GET without");
        }
        Template path = line.read(text -> path(request.group(2), Use.ASKED), Template.literal("/"));
        return new PullRequest(request.group(1), path, query, headers, json);
    }

    /** The path of another request that is like a list's own but for its path. */
    static Template like(PageNode node, String method) {
        Matcher request = LINE.matcher(node.isText() ? node.text() : "");
        if (!request.matches() || !request.group(1).equals(method)) {
            node.mistake("is no request", method + " /path");
            return STAND_IN.path();
        }
        return node.read(text -> path(request.group(2), Use.ASKED), STAND_IN.path());
    }

    /** The same at another path. */
    PullRequest at(Template other) {
        return new PullRequest(method, other, query, headers, json);
    }

    /** The GET for one item. */
    static PullRequest detail(PageNode node, Map<String, Template> headers) {
        Matcher request = LINE.matcher(node.isText() ? node.text() : "");
        if (!request.matches() || !request.group(1).equals("GET")) {
            node.mistake("is no request", "GET /path");
            return STAND_IN;
        }
        Template path = node.read(text -> path(request.group(2), Use.ASKED_DETAIL), Template.literal("/"));
        return new PullRequest("GET", path, Map.of(), headers, null);
    }

    private static Template path(String text, Use use) throws Fault {
        if (text.chars().anyMatch(c -> c <= ' ' || "?#\\".indexOf(c) >= 0) || text.contains("..")) {
            throw new Fault("'" + text + "' is no plain path", "/a/b, the rest in query");
        }
        return text(text, use);
    }

    static Template text(String text, Use use) throws Fault {
        return text.indexOf('{') < 0 && text.indexOf('}') < 0 ? Template.literal(text) : use.template(text);
    }

    static Map<String, Template> templates(PageNode node, Use use) {
        Map<String, Template> templates = new LinkedHashMap<>();
        node.fields()
                .all()
                .forEach((name, one) -> templates.put(name, one.read(text -> text(text, use), Template.literal(""))));
        return templates;
    }

    private static @Nullable JsonShape body(PageFields fields) {
        JsonShape json = fields.ifThere("json", JsonShape::read);
        String graphql = fields.ifThere("graphql", PageNode::text);
        JsonShape variables = fields.ifThere("variables", JsonShape::read);
        if (json != null && graphql != null) {
            fields.mistake("graphql", "stands beside json", "one of them");
        }
        if (graphql == null) {
            if (variables != null) {
                fields.mistake("variables", "are of no query", "graphql beside them");
            }
            return json;
        }
        Map<String, JsonShape> body = new LinkedHashMap<>();
        body.put("query", new JsonShape.Constant(JsonNodeFactory.instance.textNode(graphql)));
        body.put("variables", variables == null ? new JsonShape.Constant(object()) : variables);
        return new JsonShape.Fields(body);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The call, below {@code base}. */
    Call call(URI base, AskSight sight, int cost) {
        StringJoiner fields = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, template) ->
                template.texts(sight).forEach(value -> fields.add(encoded(name) + "=" + encoded(value))));
        String origin = base.getScheme() + "://" + base.getRawAuthority() + Links.path(base);
        return follow(URI.create(origin + path(sight) + fields), sight, cost);
    }

    /** The same call, but to where an answer's link leads. */
    Call follow(URI uri, AskSight sight, int cost) {
        Map<String, Secret> all = new LinkedHashMap<>();
        headers.forEach((name, template) -> {
            String value = template.text(sight);
            if (value != null) {
                all.put(name, Secret.of(value));
            }
        });
        JsonNode body = json == null ? null : json.of(sight);
        if (json != null) {
            all.put("Content-Type", Secret.of("application/json"));
        }
        byte[] bytes = body == null ? new byte[0] : Scope.utf8(body.toString());
        return new Call(method, uri, all, bytes, cost);
    }

    /** The path; what an item says is one segment of it, whatever it says. */
    private String path(AskSight sight) {
        StringBuilder whole = new StringBuilder();
        for (Template.Part part : path.parts()) {
            if (part instanceof Template.Literal literal) {
                whole.append(literal.text());
            } else {
                Template.Slot slot = (Template.Slot) part;
                String text = slot.text(sight);
                if (text == null || text.matches("\\.*")) {
                    throw new IllegalStateException("nothing to put into the path " + path);
                }
                String value = encoded(text);
                whole.append(slot.value().place() == Place.ITEM ? value : value.replace("%2F", "/"));
            }
        }
        return whole.toString();
    }

    /** RFC 3986: everything but the unreserved characters. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
