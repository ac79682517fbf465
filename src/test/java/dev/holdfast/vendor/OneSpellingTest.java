package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Of every vendor's good request: the signature is taken in the one spelling that the vendor has, and in no other. Where the
 * header is a list, the list may have more in it; the text of the signature itself may not differ by a sign.
 */
class OneSpellingTest {
    @TestFactory
    Stream<DynamicTest> aSignatureHasOneSpelling() {
        return VectorFile.vectors().stream()
                .map(Vector::new)
                .filter(Vector::isValid)
                .filter(vector -> !header(vector).isEmpty() && isAlone(vector))
                .map(vector -> dynamicTest(vector.id(), () -> hasOneSpelling(vector)));
    }

    private static Signature.Proof proof(Vector vector) {
        Signature signature = vector.proof();
        return signature instanceof Signature.Hmac hmac
                ? hmac.proof()
                : signature instanceof Signature.Digest digest
                        ? digest.proof()
                        : signature instanceof Signature.PublicKey key ? key.proof() : null;
    }

    /** The header that holds it, as sent; empty where it stands elsewhere. */
    private static String header(Vector vector) {
        Signature.Proof proof = proof(vector);
        if (proof == null) {
            return "";
        }
        for (Value value : proof.values()) {
            boolean sent = value.place() == Place.HEADER
                    && !value.isNumbered()
                    && !vector.request().headers().all(vector.header(value)).isEmpty();
            if (sent) {
                return vector.header(value);
            }
        }
        return "";
    }

    /** Not one of several in a list, of which another may be right. */
    private static boolean isAlone(Vector vector) {
        Signature.Proof proof = proof(vector);
        Value value = value(vector);
        String whole = vector.request().headers().all(header(vector)).get(0);
        return value.inside() == null
                || value.inside().all(whole, proof.blanks()).size() == 1;
    }

    private static Value value(Vector vector) {
        return proof(vector).values().stream()
                .filter(one -> vector.header(one).equals(header(vector)))
                .findFirst()
                .orElseThrow();
    }

    private static void hasOneSpelling(Vector vector) {
        Door door = vector.door();
        assertTrue(isIn(door, vector, vector.request()), "the vector itself");
        Signature.Proof proof = proof(vector);
        Value value = value(vector);
        String header = header(vector);
        String whole = vector.request().headers().all(header).get(0);
        String text = value.inside() == null
                ? whole.substring(proof.prefix().length())
                : value.inside().all(whole, proof.blanks()).get(0);
        boolean eitherPadding = proof.encodings().contains(Encoding.BASE64URL);
        List<String> taken = new ArrayList<>();
        Map<String, String> others = spellings(text, eitherPadding);
        // There a blank is what stands between two.
        others.remove(proof.blanks() ? "a blank after" : "");
        others.forEach((name, other) -> {
            String changed = whole.replace(text, other);
            if (!other.equals(text) && isIn(door, vector, with(vector, header, changed))) {
                taken.add(name + ": " + changed);
            }
        });
        if (value.inside() == null) {
            around(whole).forEach((name, changed) -> {
                if (isIn(door, vector, with(vector, header, changed))) {
                    taken.add(name + ": " + changed);
                }
            });
        }
        assertEquals(List.of(), taken);
    }

    /** Admitted, or answered as a handshake that is signed. */
    private static boolean isIn(Door door, Vector vector, Request request) {
        return !(Vector.admitted(door, request, vector.now(), vector.served()) instanceof Outcome.Refused);
    }

    private static Request with(Vector vector, String header, String text) {
        Request request = vector.request();
        List<String> headers = new ArrayList<>();
        request.headers().entries().forEach(entry -> {
            headers.add(entry.getKey());
            headers.add(entry.getKey().equalsIgnoreCase(header) ? text : entry.getValue());
        });
        return new Request(
                request.method(),
                request.query(),
                Requests.headers(headers.toArray(String[]::new)),
                request.body(),
                request.received());
    }

    private static Map<String, String> spellings(String text, boolean eitherPadding) {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("upper case", text.toUpperCase(Locale.ROOT));
        others.put("lower case", text.toLowerCase(Locale.ROOT));
        others.put("one letter in upper case", upperOnce(text));
        others.put("padding twice", text + "==");
        if (!eitherPadding) {
            others.put("more padding", text + "=");
            others.put("no padding", text.replaceFirst("=+$", ""));
        }
        others.put("the alphabet for URLs", text.replace('+', '-').replace('/', '_'));
        others.put("the alphabet that is not for URLs", text.replace('-', '+').replace('_', '/'));
        others.put("last bits", lastBits(text));
        others.put("a blank inside", text.substring(0, 7) + " " + text.substring(7));
        others.put("a line end inside", text.substring(0, 7) + "\r\n" + text.substring(7));
        others.put("a blank after", text + " ");
        others.put("a tab before", "\t" + text);
        others.put("0x", "0x" + text);
        others.put("quoted", "\"" + text + "\"");
        others.put("twice, run together", text + text);
        others.put("a zero before", "00" + text);
        others.put("a zero after", text + "00");
        others.put(
                "full-width digits",
                text.replace('0', '\uff10').replace('1', '\uff11').replace('a', '\uff41'));
        others.put("escaped", text.replaceFirst("[0-9a-zA-Z]", "%" + Integer.toHexString(text.charAt(0))));
        return others;
    }

    private static Map<String, String> around(String whole) {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("a comma after", whole + ",");
        others.put("a semicolon after", whole + ";");
        others.put("a blank before", " " + whole);
        others.put("twice with a comma", whole + "," + whole);
        others.put("twice with a blank", whole + " " + whole);
        others.put("twice with a semicolon", whole + ";" + whole);
        others.put("another before it", "sha256=00," + whole);
        others.put("a name before it", "signature=" + whole);
        others.put("upper case", whole.toUpperCase(Locale.ROOT));
        others.remove(whole.equals(whole.toUpperCase(Locale.ROOT)) ? "upper case" : "");
        return others;
    }

    private static String upperOnce(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return text.substring(0, i) + Character.toUpperCase(text.charAt(i)) + text.substring(i + 1);
            }
        }
        return text;
    }

    /** The last digit before the padding, moved by one: in Base64 it has bits that belong to no byte. */
    private static String lastBits(String text) {
        int at = text.length() - 1;
        while (at > 0 && text.charAt(at) == '=') {
            at--;
        }
        char other = (char) (text.charAt(at) + 1);
        return text.substring(0, at) + (Character.isLetterOrDigit(other) ? other : 'b') + text.substring(at + 1);
    }
}
