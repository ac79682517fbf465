package dev.holdfast.vendor;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scheme {@code sns}: named lines of the message, and a certificate that Amazon serves from a host of its own. In Java
 * because which lines are signed depends on the kind of message, and on whether it has a subject.
 */
final class SnsCheck implements Verifier {
    private static final List<String> HOSTS = List.of("sns.<region>.amazonaws.com", "sns.<region>.amazonaws.com.cn");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_-]{1,128}\\.pem");
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SUBSCRIPTION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final Signature.Sns sns;
    private final KeyCache cache;

    SnsCheck(Signature.Sns sns, KeyCache cache) {
        this.sns = sns;
        this.cache = cache;
    }

    @Override
    public Verdict verify(Scope scope, Instant now) {
        Node message;
        try {
            message = scope.body().json();
        } catch (NotUnderstood e) {
            return new Verdict.Not(Cause.SIGNATURE_MISSING);
        }
        String encoded = field(message, "Signature");
        if (encoded == null) {
            return new Verdict.Not(Cause.SIGNATURE_MISSING);
        }
        byte[] signature = Encoding.BASE64.decode(encoded);
        SnsAlgorithm algorithm = SnsAlgorithm.ofVersion(field(message, "SignatureVersion"));
        String signed = signed(message);
        if (signature == null || algorithm == null || !sns.algorithms().contains(algorithm) || signed == null) {
            return new Verdict.Not(Cause.SIGNATURE_MALFORMED);
        }
        KeyRequest request = request(field(message, "SigningCertURL"));
        if (request == null) {
            return new Verdict.Not(Cause.KEY_UNKNOWN);
        }
        FetchedKey key = cache.find(request, now);
        Verdict said = said(scope, now);
        if (key == null) {
            return said instanceof Verdict.Held ? Fetching.wanted(request, cache, now) : said;
        }
        return algorithm.holds(key.key(), signed, signature) ? said : new Verdict.Not(Cause.SIGNATURE_MISMATCH);
    }

    /** What the message says of itself: the topic, the time. */
    private Verdict said(Scope scope, Instant now) {
        if (!sns.terms().require().hold(scope)) {
            return new Verdict.Not(Cause.REQUIREMENT_NOT_MET);
        }
        Signature.Stamp stamp = sns.stamp();
        String sent = stamp == null ? null : stamp.at().text(scope);
        Instant time = stamp == null || sent == null ? null : stamp.format().readSigned(sent);
        if (stamp != null && time == null) {
            return new Verdict.Not(Cause.TIMESTAMP_MALFORMED);
        }
        return stamp == null || time == null || stamp.isNear(time, now)
                ? new Verdict.Held(0, new Scope.Signed(sent, time, new byte[0]))
                : new Verdict.Not(Cause.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    /** Each name and its value on a line of its own; null when one is missing, or could pass for two. */
    private static @Nullable String signed(Node message) {
        String type = field(message, "Type");
        boolean notification = "Notification".equals(type);
        if (!notification && !"SubscriptionConfirmation".equals(type) && !"UnsubscribeConfirmation".equals(type)) {
            return null;
        }
        StringBuilder signed = new StringBuilder();
        for (String name : notification ? NOTIFICATION : SUBSCRIPTION) {
            String value = field(message, name);
            if (value != null && !name.equals("Message") && value.indexOf('\n') >= 0) {
                return null;
            }
            if (value != null) {
                signed.append(name).append('\n').append(value).append('\n');
            } else if (!name.equals("Subject")) {
                return null;
            }
        }
        return signed.toString();
    }

    private static @Nullable KeyRequest request(@Nullable String text) {
        URI url = text == null ? null : PinnedUrl.parse(text, HOSTS);
        if (url == null
                || url.getRawQuery() != null
                || !PATH.matcher(url.getRawPath()).matches()) {
            return null;
        }
        return new KeyRequest(
                "sns " + url, url, new byte[0], new CertificateReading("sns.amazonaws.com", Roots.HOST_VOUCHES));
    }

    private static @Nullable String field(Node message, String name) {
        List<Node> found = message.step(name);
        return found.isEmpty() ? null : found.get(0).text();
    }
}
