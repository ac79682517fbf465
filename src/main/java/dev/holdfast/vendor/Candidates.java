package dev.holdfast.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a request that may be its signature. A header that was sent twice is refused even when both are equal:
 * whoever stands between may have put one there.
 *
 * @param cause why there are none; null when there are
 */
record Candidates(List<String> texts, @Nullable Cause cause) {
    /** A rotation has two; more is an attempt to make us work. */
    private static final int MOST = 8;

    /** Those of a signature over bytes, without what the vendor writes before it. */
    static Candidates find(Signature.Proof proof, Scope scope) {
        Candidates found = find(proof.values(), proof.blanks(), scope);
        if (found.cause != null || proof.prefix().isEmpty()) {
            return found;
        }
        List<String> bare = found.texts.stream()
                .filter(text -> text.startsWith(proof.prefix()))
                .map(text -> text.substring(proof.prefix().length()))
                .toList();
        return bare.isEmpty() ? refused(Cause.SIGNATURE_MALFORMED) : of(bare);
    }

    /** The texts themselves. */
    static Candidates find(List<Value> values, boolean blanks, Scope scope) {
        for (Value value : values) {
            Candidates found = value.isNumbered() ? numbered(value, scope) : at(value, blanks, scope);
            if (found.cause != Cause.SIGNATURE_MISSING) {
                return found;
            }
        }
        return refused(Cause.SIGNATURE_MISSING);
    }

    private static Candidates at(Value value, boolean blanks, Scope scope) {
        if (value.place() != Place.HEADER) {
            String text = value.text(scope);
            return text == null || text.isEmpty() ? refused(Cause.SIGNATURE_MISSING) : of(List.of(text));
        }
        List<String> sent = scope.headers(value.name());
        if (sent.size() > 1) {
            return refused(Cause.SIGNATURE_MALFORMED);
        }
        if (sent.isEmpty() || sent.get(0).isEmpty()) {
            return refused(Cause.SIGNATURE_MISSING);
        }
        Inside inside = value.inside();
        return of(inside == null ? sent : inside.all(sent.get(0), blanks));
    }

    /** {@code X-Sig-1}, {@code X-Sig-2}, …: each sent once, in the order of their numbers. */
    private static Candidates numbered(Value value, Scope scope) {
        String stem = value.name().substring(0, value.name().length() - 1).toLowerCase(Locale.ROOT);
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<String, String> header : scope.request().headers().entries()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean ours = name.startsWith(stem) && IsoTime.isDigits(name.substring(stem.length()));
            if (ours && found.put(name, header.getValue()) != null) {
                return refused(Cause.SIGNATURE_MALFORMED);
            }
        }
        return of(new ArrayList<>(found.values()));
    }

    private static Candidates of(List<String> texts) {
        if (texts.isEmpty()) {
            return refused(Cause.SIGNATURE_MISSING);
        }
        return texts.size() > MOST ? refused(Cause.SIGNATURE_MALFORMED) : new Candidates(texts, null);
    }

    private static Candidates refused(Cause cause) {
        return new Candidates(List.of(), cause);
    }

    /** The bytes that the texts are in one of the encodings; of a length, where it is not 0. */
    List<byte[]> decoded(List<Encoding> encodings, int length) {
        List<byte[]> decoded = new ArrayList<>(texts.size());
        for (Encoding encoding : encodings) {
            for (String text : texts) {
                byte[] bytes = encoding.decode(text);
                if (bytes != null && (length == 0 ? bytes.length > 0 : bytes.length == length)) {
                    decoded.add(bytes);
                }
            }
        }
        return decoded;
    }
}
