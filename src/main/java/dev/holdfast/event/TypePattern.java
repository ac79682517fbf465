package dev.holdfast.event;

import java.util.List;

/** A pattern of event types, as in {@code invoice.*}; {@code *} stands for any run of characters, the empty one included. */
public final class TypePattern {
    private final String text;
    private final List<String> pieces;

    public TypePattern(String text) {
        this.text = text;
        this.pieces = List.of(text.split("\\*", -1));
    }

    /** Whether the type fits. Linear in the type's length for every piece: a pattern cannot be made to take long. */
    public boolean matches(String type) {
        String head = pieces.get(0);
        if (pieces.size() == 1) {
            return type.equals(head);
        }
        String tail = pieces.get(pieces.size() - 1);
        int end = type.length() - tail.length();
        if (end < head.length() || !type.startsWith(head) || !type.endsWith(tail)) {
            return false;
        }
        int at = head.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = type.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
