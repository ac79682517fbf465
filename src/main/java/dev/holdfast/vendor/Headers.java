package dev.holdfast.vendor;

import java.util.List;
import java.util.Map;

/** Headers of a request; names are matched without regard to case. */
public interface Headers {
    /** Every value sent under the name, in order; empty when there is none. */
    List<String> all(String name);

    /** Every header as sent, in order. */
    Iterable<Map.Entry<String, String>> entries();
}
