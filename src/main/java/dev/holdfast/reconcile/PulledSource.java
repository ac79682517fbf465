package dev.holdfast.reconcile;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Contract;
import java.util.Map;

/**
 * A source that is fetched from.
 *
 * @param name as configured
 * @param contract the vendor's page with what the source gives to it
 * @param credentials by name
 */
public record PulledSource(
        String name, Contract contract, Map<String, Secret> credentials, VendorLine line, Pace pace) {
    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
