package dev.holdfast.vendor;

import org.jspecify.annotations.Nullable;

/** Texts as they are kept in columns: at most 256 characters, and nothing that PostgreSQL's text cannot hold. */
final class Kept {
    static final int LONGEST = 256;

    private Kept() {}

    /** The text, cut. Throws when it has a U+0000 or half a character in it. */
    static String text(String text) throws NotUnderstood {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw new NotUnderstood("a name with U+0000 or half a character in it");
            }
            i += pair ? 1 : 0;
        }
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** The text, cut; null for none and for one that cannot be kept. */
    static @Nullable String orNull(@Nullable String text) {
        try {
            return text == null ? null : text(text);
        } catch (NotUnderstood e) {
            return null;
        }
    }
}
