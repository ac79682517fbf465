package dev.holdfast.vendor.pull;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one source is fetched from: a vendor's page, with what the source gives to it.
 *
 * @param vendor name of the page
 * @param base where the API is, path included
 * @param walks by the name of the list, in the order of the page; never empty
 * @param budgets every one of them must admit a call
 * @param credentials names of the source's credentials without which no call can be made
 */
public record Contract(
        String vendor,
        URI base,
        Map<String, Walk> walks,
        Authentication authentication,
        List<Budget> budgets,
        Set<String> credentials) {
    public Contract {
        budgets = List.copyOf(budgets);
        credentials = new LinkedHashSet<>(credentials);
    }

    /**
     * The walk over a list.
     *
     * @throws IllegalArgumentException when the page has no such list
     */
    public Walk walk(String list) {
        Walk walk = walks.get(list);
        if (walk == null) {
            throw new IllegalArgumentException(vendor + " has no list " + list + " but " + walks.keySet());
        }
        return walk;
    }
}
