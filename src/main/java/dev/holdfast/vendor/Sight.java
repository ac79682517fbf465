package dev.holdfast.vendor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page's values look at: a request that came in, or an answer that was asked for. */
interface Sight {
    /** What stands at a place without paths, by its name where it has one; null for nothing. */
    @Nullable
    String text(Place place, String name);

    /** What the paths of a place begin at; null where there is nothing, or nothing that can be read. */
    @Nullable
    Node root(Place place);

    /** The bytes of a body, an item or the secret; null for none. */
    byte @Nullable [] bytes(Place place);

    /** The values of a source's parameter; none when it has none. */
    List<String> params(String name);

    /** The fields of a form body; throws where there is none. */
    Map<String, List<String>> form() throws NotUnderstood;
}
