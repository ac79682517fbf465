package dev.holdfast.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Almost right signatures, C37 to C58: one accepted text for each MAC, and no other. */
final class SignatureCases {
    private SignatureCases() {}

    static List<HostileCase> all() {
        List<HostileCase> cases = new ArrayList<>();
        for (Scheme scheme : Scheme.values()) {
            cases.add(HostileCase.of("C0", scheme + ": right", scheme::valid, 200));
            cases.addAll(missing(scheme));
            cases.addAll(keys(scheme));
            cases.addAll(macs(scheme));
            cases.addAll(repeated(scheme));
            cases.addAll(bodies(scheme));
        }
        return cases;
    }

    private static List<HostileCase> missing(Scheme scheme) {
        List<HostileCase> cases = new ArrayList<>();
        cases.add(refused("C37", scheme, "no signature", request -> request.without(scheme.header())));
        for (String value :
                List.of("", "   ", "v1,", "v1=", "sha256=", "t=,v1=", ",", "=", "v0=", "ts=,sig=", "\u00ff", "{}")) {
            cases.add(refused(
                    "C38", scheme, "signature '" + value + "'", request -> request.with(scheme.header(), value)));
        }
        return cases;
    }

    private static List<HostileCase> keys(Scheme scheme) {
        List<HostileCase> cases = new ArrayList<>();
        for (String key : List.of("", "null", "undefined", "changeme", "secret", "whsec_")) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            cases.add(HostileCase.of(
                    "C40", scheme + ": signed with the key '" + key + "'", () -> scheme.signedWith(bytes), 401));
        }
        return cases;
    }

    /** Spellings of the right MAC that are not the right text. */
    private static List<HostileCase> macs(Scheme scheme) {
        List<HostileCase> cases = new ArrayList<>();
        cases.add(spelled("C43", scheme, "a MAC of 1 byte", mac -> mac.substring(0, scheme.isHex() ? 2 : 4)));
        cases.add(spelled("C43", scheme, "half a MAC", mac -> mac.substring(0, 32)));
        cases.add(spelled("C43", scheme, "a MAC twice", mac -> mac + mac));
        cases.add(spelled("C43", scheme, "a MAC and one byte", mac -> mac + (scheme.isHex() ? "00" : "AAAA")));
        cases.add(spelled("C44", scheme, "a character more", mac -> mac + "a"));
        cases.add(spelled("C44", scheme, "a character less", mac -> mac.substring(0, mac.length() - 2)));
        cases.add(spelled("C44", scheme, "a letter that is none", mac -> "!" + mac.substring(1)));
        cases.add(spelled("C45", scheme, "a line end inside", mac -> mac.substring(0, 10) + "\t" + mac.substring(10)));
        if (scheme.isHex()) {
            cases.add(spelled("C44", scheme, "upper case", mac -> mac.toUpperCase(Locale.ROOT)));
            cases.add(spelled(
                    "C44",
                    scheme,
                    "base64 for hexadecimal",
                    mac -> Base64.getEncoder().encodeToString(mac.getBytes(StandardCharsets.UTF_8))));
        } else {
            cases.add(spelled("C45", scheme, "trailing bits set", SignatureCases::trailingBits));
            cases.add(spelled("C45", scheme, "padding twice", mac -> mac + "="));
            cases.add(spelled("C45", scheme, "junk as in mail", mac -> mac.substring(0, 8) + "*" + mac.substring(8)));
        }
        cases.addAll(labels(scheme));
        return cases;
    }

    /** The last digit before the padding carries four bits that belong to nobody. */
    private static String trailingBits(String mac) {
        char[] digits = mac.toCharArray();
        digits[digits.length - 2]++;
        return new String(digits);
    }

    private static List<HostileCase> labels(Scheme scheme) {
        List<HostileCase> cases = new ArrayList<>();
        List<String[]> swaps = switch (scheme) {
            case STRIPE ->
                List.of(new String[] {"v1=", "v0="}, new String[] {"v1=", "v2="}, new String[] {"v1=", "V1="});
            case GITHUB ->
                List.of(new String[] {"sha256=", "sha1="}, new String[] {"sha256=", "SHA256="}, new String[] {
                    "sha256=", ""
                });
            case SLACK -> List.of(new String[] {"v0=", "v1="}, new String[] {"v0=", ""});
            case STANDARD ->
                List.of(new String[] {"v1,", "v0,"}, new String[] {"v1,", "v1a,"}, new String[] {"v1,", ""});
            case OWN -> List.of(new String[] {"sig=", "Sig="}, new String[] {"sig=", "sig2="});
            case SHOPIFY -> List.<String[]>of(new String[] {"", "sha256="});
        };
        for (String[] swap : swaps) {
            cases.add(refused("C46", scheme, "label '" + swap[1] + "'", request -> {
                String value = request.value(scheme.header());
                return request.with(
                        scheme.header(), swap[0].isEmpty() ? swap[1] + value : value.replaceFirst(swap[0], swap[1]));
            }));
        }
        return cases;
    }

    private static List<HostileCase> repeated(Scheme scheme) {
        String wrong = scheme.value(new byte[32], Long.toString(Scheme.now()));
        List<HostileCase> cases = new ArrayList<>();
        cases.add(refused(
                "C49",
                scheme,
                "signed twice, right last",
                request ->
                        request.with(scheme.header(), wrong).header(scheme.header(), request.value(scheme.header()))));
        cases.add(
                refused("C49", scheme, "signed twice, wrong last", request -> request.header(scheme.header(), wrong)));
        cases.add(refused(
                "C49",
                scheme,
                "signed twice, both right",
                request -> request.header(scheme.header(), request.value(scheme.header()))));
        return cases;
    }

    /** The MAC of the original over a body that means the same and is not the same. */
    private static List<HostileCase> bodies(Scheme scheme) {
        List<HostileCase> cases = new ArrayList<>();
        cases.add(changed("C53", scheme, "blanks added", body -> body.replace("\":", "\": ")));
        cases.add(changed("C53", scheme, "a letter escaped", body -> body.replaceFirst("e", "\\\\u0065")));
        cases.add(changed("C54", scheme, "a line end added", body -> body + "\n"));
        cases.add(changed("C54", scheme, "a byte order mark added", body -> "\ufeff" + body));
        cases.add(changed("C54", scheme, "a byte less", body -> body.substring(0, body.length() - 1)));
        cases.add(changed("C54", scheme, "nothing left", body -> ""));
        return cases;
    }

    private static HostileCase changed(String id, Scheme scheme, String name, UnaryOperator<String> change) {
        return HostileCase.of(
                id,
                scheme + ": " + name,
                () -> {
                    byte[] body = scheme.event();
                    return scheme.signed(body).body(change.apply(new String(body, StandardCharsets.UTF_8)));
                },
                401);
    }

    private static HostileCase spelled(String id, Scheme scheme, String name, UnaryOperator<String> spelling) {
        return refused(id, scheme, name, request -> {
            String value = request.value(scheme.header());
            int from = switch (scheme) {
                case SHOPIFY -> 0;
                case STANDARD -> "v1,".length();
                default -> value.lastIndexOf('=') + 1;
            };
            return request.with(scheme.header(), value.substring(0, from) + spelling.apply(value.substring(from)));
        });
    }

    private static HostileCase refused(String id, Scheme scheme, String name, UnaryOperator<RawRequest> change) {
        return HostileCase.of(id, scheme + ": " + name, () -> change.apply(scheme.valid()), 401, 400)
                .rows(0);
    }
}
