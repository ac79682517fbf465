package dev.holdfast.ops;

import dev.holdfast.ops.settings.ReconcileSettings;
import dev.holdfast.reconcile.Pace;
import dev.holdfast.reconcile.PulledSource;
import dev.holdfast.reconcile.Reach;
import dev.holdfast.secret.Secret;
import dev.holdfast.secret.SecretUnavailable;
import dev.holdfast.secret.Secrets;
import dev.holdfast.target.TargetUrl;
import dev.holdfast.vendor.Misconfigured;
import dev.holdfast.vendor.Pull;
import dev.holdfast.vendor.PullSource;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.Vendor;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** One source's pull side: the vendor's page, with what the configuration gives to it. */
record PullSide(Vendor vendor, Source source, ReconcileSettings reconcile, Secrets secrets) {

    /**
     * How it is fetched from.
     *
     * @throws Misconfigured when the configuration does not hold
     * @throws SecretUnavailable when a secret cannot be read
     */
    PulledSource open() {
        Map<String, Secret> credentials = new LinkedHashMap<>();
        references().forEach((name, reference) -> credentials.put(name, secrets.read(reference)));
        return new PulledSource(
                source.name(), contract(), credentials, pace(), new Reach(reconcile.types(), reconcile.remembers()));
    }

    /** What it lacks or has wrong, a line each. */
    List<String> faults() {
        if (!vendor.pulls()) {
            return List.of(key("") + ": " + vendor.title() + " has nothing to fetch from; allowed: no reconcile");
        }
        List<String> faults = new ArrayList<>();
        references().forEach((name, reference) -> {
            try {
                Secret secret = secrets.read(reference);
                if (name.equals("token-url")) {
                    TargetUrl.parse(secret.reveal());
                }
            } catch (SecretUnavailable e) {
                faults.add(key(".credentials." + name) + ": " + e.getMessage()
                        + "; allowed: a reference that can be read");
            } catch (IllegalArgumentException e) {
                faults.add(key(".credentials." + name) + ": is no URL; allowed: " + e.getMessage());
            }
        });
        try {
            Contract contract = contract();
            reconcile.remembers().keySet().stream()
                    .filter(list -> !contract.walks().containsKey(list))
                    .forEach(list -> faults.add(key(".remembers." + list) + ": is no list that is read; allowed: "
                            + String.join(", ", contract.walks().keySet())));
            contract.credentials().stream()
                    .filter(name -> !references().containsKey(name))
                    .forEach(name ->
                            faults.add(key(".credentials." + name) + ": is missing; allowed: a reference to a secret"));
        } catch (Misconfigured e) {
            e.mistakes().forEach(mistake -> faults.add(mistake.toString()));
        }
        return faults;
    }

    /** False as well when it cannot be opened, which {@link #faults} says. */
    boolean keepsTokens() {
        return faults().isEmpty() && contract().authentication() instanceof Authentication.OAuth2;
    }

    private Contract contract() {
        Map<String, Object> params = new LinkedHashMap<>(source.params());
        params.putAll(reconcile.params());
        return Pull.open(
                vendor,
                new PullSource(
                        source.name(),
                        params,
                        reconcile.baseUrl(),
                        new LinkedHashSet<>(reconcile.lists()),
                        references().keySet()));
    }

    private Pace pace() {
        return new Pace(reconcile.every(), reconcile.lookback(), reconcile.overlap(), reconcile.lag());
    }

    /** The source's own, and those of its {@code reconcile} over them. */
    private Map<String, String> references() {
        Map<String, String> references = new LinkedHashMap<>(source.credentials());
        references.putAll(reconcile.credentials());
        return references;
    }

    private String key(String rest) {
        return "holdfast.sources." + source.name() + ".reconcile" + rest;
    }
}
