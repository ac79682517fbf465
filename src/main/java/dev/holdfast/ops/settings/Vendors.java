package dev.holdfast.ops.settings;

import dev.holdfast.vendor.Source;
import java.util.List;
import java.util.Set;

/** What the configuration must know of the vendors' pages. */
public interface Vendors {
    /** The names of all pages, built in and the operator's own. */
    Set<String> names();

    /** What a source of a known vendor lacks or has wrong, a line each with its key, without secrets; empty when it can be opened. */
    List<String> faults(Source source);

    /** The same for what is needed to fetch from it. */
    List<String> faults(Source source, ReconcileSettings reconcile);

    /** Whether fetching from it takes tokens that have to be kept, sealed with a master key. */
    boolean keepsTokens(Source source, ReconcileSettings reconcile);
}
