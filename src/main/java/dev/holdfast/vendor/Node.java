package dev.holdfast.vendor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of a JSON body or one element of an XML body, with the bytes it stands in. */
interface Node {
    /** What it stands in; null for the whole body. */
    @Nullable
    Node parent();

    /** What one step of a pointer leads to; {@code *} leads to every element of an array, and of an object to itself. */
    List<Node> step(String name);

    /** Whether {@link #step} with {@code *} has an array to go through. */
    boolean isArray();

    /** What it says; null for JSON's null and for what only holds other values. */
    @Nullable
    String text();

    /** Offset of its first byte in the body. */
    int start();

    /** Offset after its last byte. */
    int end();

    /** What is relayed of it: its exact bytes in the body, and what it needs of those around it to stand alone. */
    default byte[] alone(byte[] body) {
        return Arrays.copyOfRange(body, start(), end());
    }
}
