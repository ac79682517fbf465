package dev.holdfast.vendor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code signature}: one, or several named alternatives. */
final class SignatureReader {
    private static final String SCHEMES = "hmac, equals, public-key, jws, sns, digest";
    private static final int MOST_CANDIDATES = 8;
    private static final Value NOWHERE = Value.of(Place.BODY);
    private static final Signature.Terms NO_TERMS = new Signature.Terms("", false, null, Conditions.NONE);
    private static final Signature STAND_IN = new Signature.Equals(NO_TERMS, List.of(), "", false);

    private SignatureReader() {}

    static List<Signature> read(PageNode node) {
        List<Signature> all = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (PageNode one : node.list()) {
            PageFields fields = one.fields();
            if (node.isList() && !fields.has("name")) {
                fields.mistake("name", "is missing", "alternatives are told apart by name");
            }
            Signature signature = one(fields);
            if (!names.add(signature.terms().name())) {
                fields.mistake("name", "is the name of two", "each alternative has its own");
            }
            all.add(signature);
        }
        if (!all.isEmpty()
                && all.stream().allMatch(signature -> signature.terms().optIn())) {
            node.mistake("has only opt-in alternatives", "one that is used unless the source says otherwise");
        }
        return all;
    }

    private static Signature one(PageFields fields) {
        String scheme = fields.required("scheme", PageNode::text, "");
        Signature read;
        switch (scheme) {
            case "hmac" -> read = hmac(fields);
            case "digest" -> read = digest(fields);
            case "public-key" -> read = publicKey(fields);
            case "equals" -> read = equalTo(fields);
            case "jws" -> read = jws(fields);
            case "sns" -> read = sns(fields);
            default -> {
                if (fields.has("scheme")) {
                    fields.mistake("scheme", "'" + scheme + "' is no scheme", SCHEMES);
                }
                return STAND_IN;
            }
        }
        fields.refuseOthers();
        return read;
    }

    private static Signature hmac(PageFields fields) {
        Algorithm algorithm = fields.choice("algorithm", Arrays.asList(Algorithm.values()), Algorithm.SHA256);
        Signature.Proof proof = proof(fields, Use.SIGNED);
        List<KeyReading> keys = fields.choices("key", Arrays.asList(KeyReading.values()), KeyReading.UTF8);
        boolean perItem = flag(fields, "per-item");
        if (keys.size() * proof.signed().size() * proof.encodings().size() > MOST_CANDIDATES) {
            fields.mistake("signed", "makes too many candidates with key and encoding", "at most " + MOST_CANDIDATES);
        }
        SignatureRules.coverage(fields, proof);
        return new Signature.Hmac(terms(fields), algorithm, proof, keys, perItem);
    }

    private static Signature digest(PageFields fields) {
        fields.choice("algorithm", List.of(Algorithm.SHA256), Algorithm.SHA256);
        Signature.Proof proof = proof(fields, Use.DIGESTED);
        if (!proof.signed().stream().allMatch(signed -> signed.holds(Place.SECRET, null))) {
            fields.mistake("signed", "has no {secret}: anyone can hash", "{secret} and {body}");
        }
        SignatureRules.weakness(fields, "a plain hash is no signature");
        return new Signature.Digest(terms(fields), proof);
    }

    private static Signature publicKey(PageFields fields) {
        KeyAlgorithm algorithm = fields.choice("algorithm", Arrays.asList(KeyAlgorithm.values()), KeyAlgorithm.ED25519);
        Signature.Proof proof = proof(fields, Use.SIGNED);
        PublicKeyReading key = fields.has("key")
                ? fields.choice("key", Arrays.asList(PublicKeyReading.values()), PublicKeyReading.SPKI)
                : null;
        Signature.Certificate certificate = fields.ifThere("certificate", SignatureReader::certificate);
        if ((key == null) == (certificate == null)) {
            fields.mistake("key", "stands with certificate, or neither does", "one of them");
        }
        if (key != null && key.isBare() && algorithm != KeyAlgorithm.ED25519) {
            fields.mistake("key", "is bare bytes, which only ed25519 has", "spki, pem");
        }
        SignatureRules.coverage(fields, proof);
        return new Signature.PublicKey(terms(fields), algorithm, proof, key, certificate);
    }

    private static Signature.Certificate certificate(PageNode node) {
        PageFields fields = node.fields();
        Value url = fields.required("url", value -> value.read(Use.REQUEST::value, NOWHERE), NOWHERE);
        List<String> hosts = fields.required("hosts", SignatureReader::hosts, List.of());
        String subject = fields.required("subject", PageNode::text, "");
        fields.refuseOthers();
        return new Signature.Certificate(url, hosts, subject);
    }

    private static final Pattern HOST =
            Pattern.compile("(\\*\\.|[a-z0-9-]+\\.((\\*|<region>)\\.)?)[a-z0-9-]+(\\.[a-z0-9-]+)+");

    static List<String> hosts(PageNode node) {
        List<String> hosts = new ArrayList<>();
        for (PageNode one : node.list()) {
            if (HOST.matcher(one.text()).matches()) {
                hosts.add(one.text());
            } else {
                one.mistake("pins no host", "a host; one * or <region> for a label, with two labels after it");
            }
        }
        return hosts;
    }

    private static Signature equalTo(PageFields fields) {
        List<Value> values = values(fields);
        String prefix = fields.optional("prefix", PageNode::text, "");
        boolean base64 = fields.has("encoding")
                && fields.choice("encoding", List.of(Encoding.BASE64), Encoding.BASE64) == Encoding.BASE64;
        SignatureRules.weakness(fields, "a secret that travels with the request proves no body");
        return new Signature.Equals(terms(fields), values, prefix, base64);
    }

    private static Signature jws(PageFields fields) {
        List<JwsAlgorithm> algorithms =
                fields.choices("algorithm", Arrays.asList(JwsAlgorithm.values()), JwsAlgorithm.ES256);
        Pointer hash = fields.ifThere("body-hash", node -> node.read(Pointer::parse, Pointer.SELF));
        if (hash == null) {
            SignatureRules.weakness(fields, "a token without body-hash proves no body");
        }
        Signature.Stamp none = new Signature.Stamp(NOWHERE, TimeFormat.ISO, Duration.ZERO, null);
        return new Signature.Jws(
                terms(fields),
                algorithms,
                values(fields),
                hash,
                fields.required("timestamp", Windows::stamp, none),
                fields.required("keys", KeySource::read, KeySource.STAND_IN));
    }

    private static Signature sns(PageFields fields) {
        List<SnsAlgorithm> algorithms =
                fields.choices("algorithm", Arrays.asList(SnsAlgorithm.values()), SnsAlgorithm.RSA_SHA256);
        Signature.Stamp stamp = fields.ifThere("timestamp", Windows::stamp);
        if (!fields.has("require")) {
            fields.mistake("require", "is missing: every account at Amazon can sign", "the topics");
        }
        return new Signature.Sns(terms(fields), algorithms, stamp);
    }

    private static Signature.Proof proof(PageFields fields, Use use) {
        List<Encoding> encodings = fields.choices("encoding", Arrays.asList(Encoding.values()), Encoding.HEX);
        List<Template> signed = fields.required(
                "signed",
                node -> node.list().stream()
                        .map(one -> one.read(use::template, Template.literal("")))
                        .toList(),
                List.of());
        boolean blanks = fields.optional("pairs", node -> node.read(SignatureReader::pairs, false), false);
        Signature.Stamp stamp = fields.ifThere("timestamp", Windows::stamp);
        Signature.Proof proof = new Signature.Proof(
                values(fields), fields.optional("prefix", PageNode::text, ""), blanks, encodings, signed, stamp);
        SignatureRules.time(fields, proof);
        return proof;
    }

    private static List<Value> values(PageFields fields) {
        return fields.required(
                "value",
                node -> node.list().stream()
                        .map(one -> one.read(Use.REQUEST::value, NOWHERE))
                        .toList(),
                List.of());
    }

    private static Signature.Terms terms(PageFields fields) {
        String scheme = fields.required("scheme", PageNode::text, "");
        String name = fields.optional("name", node -> node.read(SignatureReader::name, scheme), scheme);
        @Nullable String weakness = fields.ifThere("weakness", PageNode::text);
        if (weakness != null && weakness.length() < 10) {
            fields.mistake("weakness", "says too little", "a sentence");
        }
        Conditions require = fields.optional("require", Conditions::readRequired, Conditions.NONE);
        return new Signature.Terms(name, flag(fields, "opt-in"), weakness, require);
    }

    private static String name(String text) throws Fault {
        if (!text.matches("[a-z][a-z0-9-]*")) {
            throw new Fault("'" + text + "' is no name", "lower-case letters, digits and hyphens");
        }
        return text;
    }

    private static boolean pairs(String text) throws Fault {
        if (!text.equals("space") && !text.equals("list")) {
            throw new Fault("'" + text + "' is no style of pairs", "list, space");
        }
        return text.equals("space");
    }

    private static boolean flag(PageFields fields, String key) {
        return fields.optional(key, node -> node.read(SignatureReader::bool, false), false);
    }

    private static boolean bool(String text) throws Fault {
        if (!text.equals("true") && !text.equals("false")) {
            throw new Fault("'" + text + "' is no answer", "true, false");
        }
        return text.equals("true");
    }
}
