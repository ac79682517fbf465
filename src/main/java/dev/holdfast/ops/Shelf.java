package dev.holdfast.ops;

import dev.holdfast.ops.settings.Vendors;
import dev.holdfast.receive.Entrance;
import dev.holdfast.secret.Secret;
import dev.holdfast.secret.SecretUnavailable;
import dev.holdfast.secret.Secrets;
import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.Misconfigured;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.Vendor;
import dev.holdfast.vendor.VendorPages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The vendors' pages with what opens them: those that come with the service, and the operator's in {@code config/vendors}. */
public final class Shelf implements Vendors {
    private static final Path OWN = Path.of("config", "vendors");

    private final VendorPages pages;
    private final Secrets secrets;

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
        return pages.named(source.vendor(), "holdfast.sources." + source.name() + ".vendor");
    }

    @Override
    public List<String> faults(Source source) {
        List<String> faults = new ArrayList<>();
        try {
            open(source, secrets(source, faults));
        } catch (Misconfigured e) {
            // What a secret that cannot be read leads to is said once.
            e.mistakes().stream()
                    .filter(mistake -> faults.isEmpty() || !mistake.key().contains(".secrets"))
                    .forEach(mistake -> faults.add(mistake.toString()));
        }
        return faults;
    }

    /**
     * The entrance of a source whose configuration holds.
     *
     * @throws Misconfigured or SecretUnavailable when it does not
     */
    public Entrance entrance(Source source) {
        return open(source, source.secrets().stream().map(secrets::read).toList());
    }

    private Entrance open(Source source, List<Secret> resolved) {
        return new Entrance(source, Door.open(vendor(source), source, resolved));
    }

    private List<Secret> secrets(Source source, List<String> faults) {
        List<Secret> resolved = new ArrayList<>();
        for (int i = 0; i < source.secrets().size(); i++) {
            try {
                resolved.add(secrets.read(source.secrets().get(i)));
            } catch (SecretUnavailable e) {
                String key = "holdfast.sources." + source.name() + ".secrets[" + i + "]";
                faults.add(key + ": " + e.getMessage() + "; allowed: a reference that can be read");
            }
        }
        return resolved;
    }
}
