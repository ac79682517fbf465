package dev.holdfast.ops;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.ops.settings.ReconcileSettings;
import dev.holdfast.ops.settings.Vendors;
import dev.holdfast.receive.Entrance;
import dev.holdfast.reconcile.PulledSource;
import dev.holdfast.secret.Secret;
import dev.holdfast.secret.SecretUnavailable;
import dev.holdfast.secret.Secrets;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.KeyCache;
import dev.holdfast.vendor.Misconfigured;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.Vendor;
import dev.holdfast.vendor.VendorPages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The vendors' pages with what opens them: those that come with the service, and the operator's in {@code config/vendors}.
 * All doors share what keys were fetched.
 */
public final class Shelf implements Vendors {
    private static final Path OWN = Path.of("config", "vendors");

    private final VendorPages pages;
    private final Vendor demo = VendorPages.one(Demo.VENDOR, Demo.VENDOR_PAGE);
    private final Secrets secrets;
    private final KeyCache keys = new KeyCache();

    private Shelf(VendorPages pages, Secrets secrets) {
        this.pages = pages;
        this.secrets = secrets;
    }

    /**
     * Reads every page.
     *
     * @throws Misconfigured with every mistake of every page
     */
    static Shelf read(Secrets secrets) {
        return new Shelf(VendorPages.load(OWN), secrets);
    }

    @Override
    public Set<String> names() {
        return pages.all().stream().map(Vendor::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The vendor of a source whose configuration holds. */
    public Vendor vendor(Source source) {
        return source.vendor().equals(Demo.VENDOR) ? demo : pages.named(source.vendor(), key(source, "vendor"));
    }

    @Override
    public List<String> faults(Source source) {
        Map<String, String> unreadable = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        try {
            open(source, secrets(source, unreadable), credentials(source, unreadable));
        } catch (Misconfigured e) {
            // What a secret that cannot be read leads to is said once.
            boolean secret = unreadable.keySet().stream().anyMatch(key -> key.contains(".secrets["));
            e.mistakes().stream()
                    .filter(mistake -> !unreadable.containsKey(mistake.key()))
                    .filter(mistake -> !secret || !mistake.key().contains(".secrets"))
                    .forEach(mistake -> faults.add(mistake.toString()));
        }
        faults.addAll(0, unreadable.values());
        return faults;
    }

    @Override
    public List<String> faults(Source source, ReconcileSettings reconcile) {
        return new PullSide(vendor(source), source, reconcile, secrets).faults();
    }

    @Override
    public boolean keepsTokens(Source source, ReconcileSettings reconcile) {
        return new PullSide(vendor(source), source, reconcile, secrets).keepsTokens();
    }

    /**
     * How a source is fetched from.
     *
     * @throws Misconfigured when the configuration does not hold
     * @throws SecretUnavailable when a secret cannot be read
     */
    PulledSource pulled(Source source, ReconcileSettings reconcile) {
        return new PullSide(vendor(source), source, reconcile, secrets).open();
    }

    /**
     * The entrance of a source whose configuration holds.
     *
     * @param captured the secret that the vendor brought; counts only where none is configured
     * @throws Misconfigured when the secret does not fit the page, or the configuration does not hold
     * @throws SecretUnavailable when a secret cannot be read
     */
    public Entrance entrance(Source source, @Nullable Secret captured) {
        List<Secret> configured = new ArrayList<>();
        source.secrets().forEach(reference -> configured.add(secrets.read(reference)));
        if (configured.isEmpty() && captured != null) {
            configured.add(captured);
        }
        Map<String, Secret> credentials = new LinkedHashMap<>();
        source.credentials().forEach((name, reference) -> credentials.put(name, secrets.read(reference)));
        return open(source, configured, credentials);
    }

    /** How long a window stays open in which the source's vendor may bring its secret; empty when nobody waits for it. */
    Optional<Duration> captureWindow(Source source) {
        return source.secrets().isEmpty() ? vendor(source).captureWindow() : Optional.empty();
    }

    private Entrance open(Source source, List<Secret> resolved, Map<String, Secret> credentials) {
        Vendor vendor = vendor(source);
        return new Entrance(source, Door.open(vendor, source, resolved, credentials, keys), vendor.comesAgain());
    }

    private List<Secret> secrets(Source source, Map<String, String> unreadable) {
        List<Secret> resolved = new ArrayList<>();
        for (int i = 0; i < source.secrets().size(); i++) {
            String key = key(source, "secrets[" + i + "]");
            read(source.secrets().get(i), e -> unreadable.put(key, line(key, e)))
                    .ifPresent(resolved::add);
        }
        return resolved;
    }

    private Map<String, Secret> credentials(Source source, Map<String, String> unreadable) {
        Map<String, Secret> resolved = new LinkedHashMap<>();
        source.credentials().forEach((name, reference) -> {
            String key = key(source, "credentials." + name);
            read(reference, e -> unreadable.put(key, line(key, e))).ifPresent(found -> resolved.put(name, found));
        });
        return resolved;
    }

    private Optional<Secret> read(String reference, Consumer<SecretUnavailable> otherwise) {
        try {
            return Optional.of(secrets.read(reference));
        } catch (SecretUnavailable e) {
            otherwise.accept(e);
            return Optional.empty();
        }
    }

    private static String key(Source source, String key) {
        return "holdfast.sources." + source.name() + "." + key;
    }

    private static String line(String key, SecretUnavailable e) {
        return key + ": " + e.getMessage() + "; allowed: a reference that can be read";
    }
}
