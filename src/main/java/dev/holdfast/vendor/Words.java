package dev.holdfast.vendor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page's words for the members of an enum: lower case with hyphens. */
final class Words {
    private Words() {}

    static String of(Enum<?> member) {
        return member.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E one(String text, List<E> allowed) throws Fault {
        for (E member : allowed) {
            if (of(member).equals(text)) {
                return member;
            }
        }
        throw new Fault(
                "'" + text + "' is none of them",
                allowed.stream().map(Words::of).collect(Collectors.joining(", ")));
    }
}
