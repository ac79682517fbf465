package dev.holdfast.vendor;

import java.util.Map;

/** The five entities that XML has of its own, and characters by number; there are no others without a DOCTYPE. */
final class XmlEntities {
    private static final Map<String, String> OWN = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

    private XmlEntities() {}

    static String resolve(String text) throws NotUnderstood {
        StringBuilder plain = new StringBuilder();
        int done = 0;
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', done)) {
            int end = text.indexOf(';', at);
            if (end < 0 || end - at > 10) {
                throw unknown();
            }
            plain.append(text, done, at).append(one(text.substring(at + 1, end)));
            done = end + 1;
        }
        return plain.append(text, done, text.length()).toString();
    }

    private static String one(String name) throws NotUnderstood {
        if (!name.startsWith("#")) {
            String own = OWN.get(name);
            if (own == null) {
                throw unknown();
            }
            return own;
        }
        try {
            int code = name.startsWith("#x")
                    ? Integer.parseUnsignedInt(name.substring(2), 16)
                    : Integer.parseUnsignedInt(name.substring(1));
            return Character.toString(code);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static NotUnderstood unknown() {
        return new NotUnderstood("invalid XML: an entity that XML does not have");
    }
}
