package dev.holdfast.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A request of a vendor's that somebody changed.
 *
 * @param name of the kind of change
 */
record Mutation(String name, Sent sent) {
    private static final String LETTERS = "abcXYZ0189+/=-_.,:;{}[]\" \\";

    private interface Change {
        Sent of(Sent sent);
    }

    /** As many as asked for, of every kind that the vendor's request has a place for; the same seed makes the same. */
    static List<Mutation> of(Sdk sdk, long now, int count, long seed) throws Exception {
        Random random = new Random(seed);
        List<Mutation> all = new ArrayList<>();
        for (int i = 0; all.size() < count; i++) {
            String body = sdk.body("evt_" + sdk.vendor() + i);
            Sent good = sdk.signed(body, now);
            all.add(new Mutation("none", good));
            all.add(new Mutation("signed by a stranger", sdk.stranger().signed(body, now)));
            all.add(new Mutation("signed a while ago", sdk.signed(body, now - 1 - random.nextInt(200))));
            all.add(new Mutation("signed in a while", sdk.signed(body, now + 1 + random.nextInt(200))));
            all.add(new Mutation("signed long ago", sdk.signed(body, now - 700 - random.nextInt(100_000))));
            all.add(new Mutation("signed in the future", sdk.signed(body, now + 700 + random.nextInt(100_000))));
            bodies(good, random, all);
            if (!sdk.timeHeader().isEmpty()) {
                times(sdk.timeHeader(), now, good, random, all);
            }
            if (!sdk.signatureHeader().isEmpty()) {
                signatures(sdk.signatureHeader(), good, random, all);
            }
        }
        return all;
    }

    private static void bodies(Sent good, Random random, List<Mutation> all) {
        String body = good.body();
        int at = random.nextInt(body.length());
        all.add(body(
                "a letter of the body",
                good,
                body.substring(0, at) + letter(random, body.charAt(at)) + body.substring(at + 1)));
        all.add(body("a letter less", good, body.substring(0, at) + body.substring(at + 1)));
        all.add(body("a letter more", good, body.substring(0, at) + letter(random, '\0') + body.substring(at)));
        all.add(body("a line end after the body", good, body + "\n"));
        all.add(body("a blank before the body", good, " " + body));
        all.add(body("half a body", good, body.substring(0, body.length() / 2)));
        all.add(body("a body twice", good, body + body));
        all.add(body("no body", good, ""));
    }

    private static Mutation body(String name, Sent good, String body) {
        return new Mutation(name, good.withBody(body));
    }

    private static void times(String header, long now, Sent good, Random random, List<Mutation> all) {
        String time = Long.toString(now);
        all.add(new Mutation("another time", good.with(header, Long.toString(now - 1 - random.nextInt(250)))));
        all.add(new Mutation("no time", good.without(header)));
        all.add(new Mutation("an empty time", good.with(header, "")));
        all.add(new Mutation("a time with a blank", good.with(header, " " + time)));
        all.add(new Mutation("a time with a sign", good.with(header, "+" + time)));
        all.add(new Mutation("a time with a zero before it", good.with(header, "0" + time)));
        all.add(new Mutation("a time that is none", good.with(header, "soon")));
    }

    private static void signatures(String header, Sent good, Random random, List<Mutation> all) {
        String value = good.header(header);
        int at = random.nextInt(value.length());
        Change[] changes = {
            sent -> sent.with(
                    header, value.substring(0, at) + letter(random, value.charAt(at)) + value.substring(at + 1)),
            sent -> sent.with(header, value.substring(0, at)),
            sent -> sent.with(header, value + letter(random, '\0')),
            sent -> sent.with(header, value.toUpperCase(Locale.ROOT)),
            sent -> sent.with(header, value + " "),
            sent -> sent.with(header, " " + value),
            sent -> sent.with(header, value + "="),
            sent -> sent.with(header, value.replaceFirst("=+$", "")),
            sent -> sent.with(header, value.replace('+', '-').replace('/', '_')),
            sent -> sent.with(header, value + "," + value),
            sent -> sent.with(header, value + " " + value),
            sent -> sent.with(header, "v1,AAAA " + value),
            sent -> value.matches("[tv].*")
                    ? sent.with(header, value.replace("v1", "v2").replace("v0", "v1"))
                    : sent,
            sent -> sent.with(header, ""),
            sent -> sent.without(header)
        };
        String[] names = {
            "a letter of the signature",
            "a signature that breaks off",
            "a letter after the signature",
            "upper case",
            "a blank after the signature",
            "a blank before the signature",
            "more padding",
            "no padding",
            "the other alphabet of base64",
            "the signature twice, with a comma",
            "the signature twice, with a blank",
            "another signature before it",
            "another version",
            "an empty signature",
            "no signature"
        };
        for (int i = 0; i < changes.length; i++) {
            Sent changed = changes[i].of(good);
            boolean same = changed.equals(good);
            if (!same) {
                all.add(new Mutation(names[i], changed));
            }
        }
    }

    /** Another letter than the one that is there. */
    private static char letter(Random random, char there) {
        char letter = there;
        while (letter == there) {
            letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return letter;
    }
}
