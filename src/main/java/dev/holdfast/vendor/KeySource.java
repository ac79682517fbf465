package dev.holdfast.vendor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.secret.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the keys of tokens are served, as a page's {@code keys} says: {@code {param:name}} in the base URL, and
 * {@code {credential:name}} and {@code {kid}} in what is posted. A token names a key, never a place.
 *
 * @param base the URL before the path
 * @param path the rest of the URL
 * @param json what is posted, field by field; empty for a GET
 * @param take where the key is in the answer
 */
record KeySource(String base, String path, Map<String, String> json, Pointer take) {
    static final KeySource STAND_IN = new KeySource("", "", Map.of(), Pointer.SELF);

    private static final Pattern SLOT = Pattern.compile("\\{(param|credential):([a-z][a-z0-9-]*)}|\\{(kid)}");
    private static final Pattern BASE =
            Pattern.compile("https://([a-z0-9.-]|\\{param:[a-z][a-z0-9-]*})+(/[A-Za-z0-9._/-]*)?");
    private static final Pattern REQUEST = Pattern.compile("(GET|POST) (/[A-Za-z0-9._~/-]*)");

    static KeySource read(PageNode node) {
        PageFields fields = node.fields();
        String base = fields.required("base-url", PageNode::text, "");
        Matcher request = REQUEST.matcher(fields.required("request", PageNode::text, ""));
        Map<String, String> json = fields.optional("json", KeySource::json, Map.of());
        Pointer take = fields.required("take", value -> value.read(KeySource::take, Pointer.SELF), Pointer.SELF);
        fields.refuseOthers();
        if (!BASE.matcher(base).matches()) {
            fields.mistake("base-url", "is no place of the vendor's", "https:// and a host, {param:…} within it");
        }
        if (!request.matches()) {
            fields.mistake("request", "is no request", "GET /path or POST /path");
            return STAND_IN;
        }
        if (request.group(1).equals("POST") == json.isEmpty()) {
            fields.mistake("json", "goes with POST, and with nothing else", "fields to post");
        }
        return new KeySource(base, request.group(2), json, take);
    }

    private static Map<String, String> json(PageNode node) {
        Map<String, String> json = new LinkedHashMap<>();
        node.fields().all().forEach((name, value) -> {
            json.put(name, value.text());
            if (SLOT.matcher(value.text()).replaceAll("").matches(".*[{}].*")) {
                value.mistake("has a slot that is none", "{credential:name}, {param:name}, {kid}");
            }
        });
        return json;
    }

    private static Pointer take(String text) throws Fault {
        if (text.equals("page")) {
            return Pointer.SELF;
        }
        if (!text.startsWith("page:/")) {
            throw new Fault("'" + text + "' is nothing of the answer", "page or page:/path");
        }
        return Pointer.parse(text.substring("page:".length()));
    }

    /** Parameters of the source that a request for a key needs. */
    Set<String> params() {
        return names("param");
    }

    /** Credentials of the source that a request for a key needs. */
    Set<String> credentials() {
        return names("credential");
    }

    private Set<String> names(String kind) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : List.of(base, String.join(" ", json.values()))) {
            SLOT.matcher(text)
                    .results()
                    .filter(slot -> kind.equals(slot.group(1)))
                    .forEach(slot -> names.add(slot.group(2)));
        }
        return names;
    }

    /** The request for a key. Keys are kept by source: what one account's key signs is nothing to another's. */
    KeyRequest request(String kid, Settings settings, Map<String, Secret> credentials) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.params().forEach((name, given) -> values.put("param:" + name, String.join(",", given)));
        credentials.forEach((name, secret) -> values.put("credential:" + name, secret.reveal()));
        values.put("kid", kid);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        json.forEach((name, text) -> body.put(name, filled(text, values)));
        URI url = URI.create(filled(base, values) + path);
        return new KeyRequest(
                "jwk " + settings.source() + " " + url + " " + kid,
                url,
                json.isEmpty() ? new byte[0] : Scope.utf8(body.toString()),
                new JwkReading(take, kid));
    }

    private static String filled(String text, Map<String, String> values) {
        return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(value(slot, values)));
    }

    private static String value(MatchResult slot, Map<String, String> values) {
        String name = slot.group(3) == null ? slot.group(1) + ":" + slot.group(2) : slot.group(3);
        return values.getOrDefault(name, "");
    }
}
