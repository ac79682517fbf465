package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which values the push side of a page looks at. */
final class PageUse {
    private PageUse() {}

    /** Whether an event's shape looks into a JSON body. */
    static boolean readsJson(Page page) {
        return page.shapes().stream()
                .flatMap(PageUse::values)
                .anyMatch(value ->
                        (value.place() == Place.BODY || value.place() == Place.ITEM || value.place() == Place.UP)
                                && !value.path().steps().isEmpty());
    }

    /** The parameters that a push needs. */
    static Set<String> params(Page page, List<Signature> enabled) {
        Set<String> params = new LinkedHashSet<>();
        Stream<Value> values = Stream.of(
                        values(page.split().when()),
                        enabled.stream().flatMap(PageUse::values),
                        enabled.stream().flatMap(PageUse::proofs),
                        page.shapes().stream().flatMap(PageUse::values),
                        page.handshakes().stream().flatMap(PageUse::values),
                        page.answers().stream().flatMap(answer -> values(answer.when())))
                .flatMap(one -> one);
        values.map(Value::param).filter(Objects::nonNull).forEach(params::add);
        // Looked at as a whole: a window that the source says is named in it.
        enabled.forEach(signature -> signature.timed(stamp -> {
            if (stamp.setting() != null) {
                params.add(stamp.setting());
            }
            return stamp;
        }));
        return params;
    }

    /** The credentials that a page knows. Only these may stand in a source. */
    static Set<String> credentials(Page page) {
        return pushCredentials(page, page.signatures());
    }

    /** The credentials without which a push is not let in, or a handshake not answered. */
    static Set<String> pushCredentials(Page page, List<Signature> enabled) {
        Set<String> credentials = new LinkedHashSet<>();
        enabled.forEach(signature -> credentials.addAll(Fetching.credentials(signature)));
        if (page.handshakes().stream().anyMatch(PageUse::asksForToken)) {
            credentials.add(Greeter.TOKEN);
        }
        return credentials;
    }

    private static boolean asksForToken(Handshake handshake) {
        return handshake instanceof Handshake.Answering answering && answering.token() != null;
    }

    /** Whether a signature covers the public URL. */
    static boolean signsUrl(List<Signature> enabled) {
        return enabled.stream().flatMap(PageUse::values).anyMatch(value -> value.place() == Place.URL);
    }

    /** What tells which requests are events, and what the events are. */
    static List<Value> events(Page page) {
        return Stream.of(
                        values(page.split().when()),
                        page.shapes().stream().flatMap(PageUse::values),
                        page.handshakes().stream()
                                .flatMap(
                                        handshake -> values(handshake.occasion().when())))
                .flatMap(one -> one)
                .toList();
    }

    /** Where signatures and tokens stand, of all alternatives, whether a source uses them or not. */
    static List<Value> proofs(Page page) {
        return Stream.concat(
                        page.signatures().stream().flatMap(PageUse::proofs),
                        page.handshakes().stream().flatMap(PageUse::proofs))
                .toList();
    }

    private static Stream<Value> proofs(Signature signature) {
        if (signature instanceof Signature.Hmac hmac) {
            return hmac.proof().values().stream();
        }
        if (signature instanceof Signature.Digest digest) {
            return digest.proof().values().stream();
        }
        if (signature instanceof Signature.PublicKey publicKey) {
            return publicKey.proof().values().stream();
        }
        if (signature instanceof Signature.Jws jws) {
            return jws.values().stream();
        }
        return signature instanceof Signature.Equals equals ? equals.values().stream() : Stream.empty();
    }

    private static Stream<Value> proofs(Handshake handshake) {
        if (handshake instanceof Handshake.CaptureSecret capture) {
            return Stream.of(new Value(Place.HEADER, capture.header(), Pointer.SELF, null, false));
        }
        return handshake instanceof Handshake.Answering answering && answering.token() != null
                ? Stream.of(answering.token())
                : Stream.empty();
    }

    private static Stream<Value> values(Shape shape) {
        List<Text> texts = new ArrayList<>(shape.id().parts());
        texts.add(shape.type());
        add(texts, shape.tenant());
        add(texts, shape.time() == null ? null : shape.time().at());
        if (shape.object() != null) {
            texts.addAll(shape.object().parts());
        }
        if (shape.version() != null) {
            Moment moment = shape.version().moment();
            add(texts, moment == null ? shape.version().text() : moment.at());
        }
        Stream<Value> said =
                texts.stream().flatMap(text -> text.options().stream()).flatMap(PageUse::values);
        return Stream.concat(said, values(shape.when()));
    }

    private static void add(List<Text> texts, @Nullable Text text) {
        if (text != null) {
            texts.add(text);
        }
    }

    private static Stream<Value> values(Handshake handshake) {
        Stream<Value> when = values(handshake.occasion().when());
        if (!(handshake instanceof Handshake.Answering answering)) {
            return when;
        }
        when = Stream.concat(when, values(answering.require()));
        Handshake.Wording wording = answering.wording();
        List<Template> templates = new ArrayList<>(wording.headers().values());
        if (wording.body() != null) {
            templates.add(wording.body());
        }
        if (wording.json() != null) {
            wording.json().values().stream()
                    .map(Handshake.Field::template)
                    .filter(Objects::nonNull)
                    .forEach(templates::add);
        }
        return Stream.concat(when, templates.stream().flatMap(PageUse::values));
    }

    private static Stream<Value> values(Signature signature) {
        Stream<Value> required = values(signature.terms().require());
        if (signature instanceof Signature.Hmac hmac) {
            return Stream.concat(required, values(hmac.proof()));
        }
        if (signature instanceof Signature.Digest digest) {
            return Stream.concat(required, values(digest.proof()));
        }
        if (signature instanceof Signature.PublicKey publicKey) {
            return Stream.concat(required, values(publicKey.proof()));
        }
        if (signature instanceof Signature.Jws jws) {
            return Stream.concat(
                    required,
                    jws.keys().params().stream().map(name -> new Value(Place.PARAM, name, Pointer.SELF, null, false)));
        }
        return required;
    }

    private static Stream<Value> values(Signature.Proof proof) {
        return proof.signed().stream().flatMap(PageUse::values);
    }

    private static Stream<Value> values(Conditions conditions) {
        Stream<Value> wanted = conditions.all().values().stream()
                .filter(Conditions.OneOf.class::isInstance)
                .flatMap(one -> ((Conditions.OneOf) one).texts().stream())
                .flatMap(PageUse::values);
        return Stream.concat(conditions.all().keySet().stream(), wanted);
    }

    private static Stream<Value> values(Template template) {
        return template.parts().stream()
                .filter(Template.Slot.class::isInstance)
                .map(part -> ((Template.Slot) part).value());
    }
}
