package dev.holdfast.vendor;

import dev.holdfast.vendor.pull.Authentication;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a page says who asks.
 *
 * @param shape all of it but what the source's parameters say
 * @param user of {@code basic}, where a parameter says it
 * @param tokenUrl of {@code oauth2}
 */
record PullAuth(
        Authentication shape,
        @Nullable Template user,
        @Nullable Template tokenUrl) {
    static final PullAuth NONE = new PullAuth(new Authentication.None(), null, null);

    static List<PullAuth> readAll(PageNode node) {
        return node.list().stream().map(PullAuth::read).toList();
    }

    static PullAuth read(PageNode node) {
        PageFields fields = node.fields();
        String scheme = fields.required("scheme", PageNode::text, "");
        PullAuth auth = switch (scheme) {
            case "none" -> NONE;
            case "bearer" -> fixed(new Authentication.Key("Authorization", "Bearer ", credential(fields, "token")));
            case "header" ->
                fixed(new Authentication.Key(
                        fields.required("name", name -> name.read(PullAuth::header, "X"), "X"),
                        fields.optional("prefix", PageNode::text, ""),
                        credential(fields, "token")));
            case "basic" -> basic(fields);
            case "jwt" -> fixed(new Authentication.Signed(credential(fields, "issuer"), credential(fields, "key")));
            case "oauth2" -> oauth2(fields);
            default -> {
                fields.mistake(
                        "scheme", "'" + scheme + "' is none of them", "none, bearer, header, basic, jwt, oauth2");
                yield NONE;
            }
        };
        fields.refuseOthers();
        return auth;
    }

    private static PullAuth fixed(Authentication shape) {
        return new PullAuth(shape, null, null);
    }

    private static PullAuth basic(PageFields fields) {
        String user = fields.required("user", node -> node.read(PullAuth::user, ""), "");
        String password = fields.has("password") ? credential(fields, "password") : null;
        if (user.startsWith("credential:")) {
            return fixed(new Authentication.Basic("", user.substring("credential:".length()), password));
        }
        return user.startsWith("param:")
                ? new PullAuth(new Authentication.Basic("", null, password), param(user), null)
                : fixed(new Authentication.Basic(user.replaceFirst("^text:", ""), null, password));
    }

    private static PullAuth oauth2(PageFields fields) {
        Template url = fields.required(
                "token-url", node -> node.read(PullAuth::tokenUrl, Template.literal("")), Template.literal(""));
        Authentication shape = new Authentication.OAuth2(
                fields.choice(
                        "grant", Arrays.asList(Authentication.Grant.values()), Authentication.Grant.CLIENT_CREDENTIALS),
                "",
                fields.optional(
                        "client",
                        node -> node.read(
                                text -> Words.one(text, Arrays.asList(Authentication.Client.values())),
                                Authentication.Client.BODY),
                        Authentication.Client.BODY),
                fields.ifThere("scope", PageNode::text),
                fields.optional("prefix", PageNode::text, "Bearer"),
                fields.optional("rotates", node -> node.read(Counts::flag, false), false),
                fields.optional("header", node -> node.read(PullAuth::header, "Authorization"), "Authorization"));
        return new PullAuth(shape, null, url);
    }

    private static String credential(PageFields fields, String key) {
        return fields.required(key, node -> node.read(PullAuth::credential, ""), "");
    }

    private static String credential(String text) throws Fault {
        if (!text.matches("credential:[a-z][a-z0-9-]*")) {
            throw new Fault("is no credential's name", "credential:name; the secret itself is the source's");
        }
        return text.substring("credential:".length());
    }

    private static String user(String text) throws Fault {
        if (!text.matches("(credential|param):[a-z][a-z0-9-]*|text:[A-Za-z0-9_.-]+")) {
            throw new Fault("is no user", "credential:name, param:name or text:word");
        }
        return text;
    }

    private static String header(String text) throws Fault {
        if (!text.matches("[A-Za-z0-9-]+")) {
            throw new Fault("'" + text + "' is no header", "letters, digits and hyphens");
        }
        return text;
    }

    private static Template tokenUrl(String text) throws Fault {
        if (!text.matches("https://(?:[A-Za-z0-9._/-]|\\{param:[a-z][a-z0-9-]*})+")) {
            throw new Fault("'" + text + "' is no place of the vendor's", "https:// and a host, {param:…} within it");
        }
        return PullRequest.text(text, Use.ASKED);
    }

    private static Template param(String value) {
        Value named = new Value(Place.PARAM, value.substring("param:".length()), Pointer.SELF, null, false);
        return new Template(List.of(new Template.Slot(named, null)));
    }

    /** Every credential that a source may give for it; for tokens, what any of them needs. */
    Set<String> allCredentials() {
        Set<String> all = new LinkedHashSet<>(shape.credentials());
        if (shape instanceof Authentication.OAuth2 oauth2) {
            all.add("token-url");
            if (oauth2.grant() == Authentication.Grant.REFRESH_TOKEN) {
                all.add("refresh-token");
            }
            if (all.contains("private-key")) {
                all.add("key-id");
            }
            if (oauth2.grant() == Authentication.Grant.JWT_BEARER) {
                all.add("audience");
            }
        }
        return all;
    }

    /** With what the source's parameters say. */
    Authentication open(AskSight sight) {
        if (shape instanceof Authentication.Basic basic && user != null) {
            return new Authentication.Basic(text(user, sight), null, basic.password());
        }
        if (shape instanceof Authentication.OAuth2 oauth2 && tokenUrl != null) {
            return new Authentication.OAuth2(
                    oauth2.grant(),
                    text(tokenUrl, sight),
                    oauth2.client(),
                    oauth2.scope(),
                    oauth2.prefix(),
                    oauth2.rotates(),
                    oauth2.header());
        }
        return shape;
    }

    private static String text(Template template, AskSight sight) {
        return Objects.requireNonNullElse(template.text(sight), "");
    }
}
