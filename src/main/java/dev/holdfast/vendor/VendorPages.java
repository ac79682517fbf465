package dev.holdfast.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every vendor that sources may name: the pages that come with the service, and the operator's own. */
public final class VendorPages {
    private static final String FOLDER = "/vendors/";
    /** Names the pages one a line: a folder inside a jar cannot be listed everywhere the service runs. */
    private static final String INDEX = FOLDER + "index";

    private final Map<String, Vendor> vendors;

    private VendorPages(Map<String, Vendor> vendors) {
        this.vendors = vendors;
    }

    /**
     * The built-in pages and those of a folder.
     *
     * @param folder of {@code name.yaml} files; one that does not exist has none
     * @throws Misconfigured with every mistake of every page
     */
    public static VendorPages load(Path folder) {
        Map<String, Vendor> vendors = new TreeMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (String name : resource(INDEX).lines().toList()) {
            read(name, "vendors/" + name + ".yaml", resource(FOLDER + name + ".yaml"), vendors, mistakes);
        }
        for (Path file : files(folder)) {
            String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            try {
                readOwn(name, file.toString(), Files.readString(file), vendors, mistakes);
            } catch (IOException e) {
                mistakes.add(new Mistake(file + ":1:1", "page", "cannot be read", "a file of UTF-8 text"));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new Misconfigured(mistakes);
        }
        return new VendorPages(vendors);
    }

    /** The built-in pages alone. */
    public static VendorPages builtIn() {
        return load(Path.of("no-such-folder"));
    }

    /** A page that comes with the service and that no source may name: the demo's. @param path on the class path */
    public static Vendor one(String name, String path) {
        return Vendor.read(name, path, resource(path));
    }

    private static void readOwn(
            String name, String file, String text, Map<String, Vendor> vendors, List<Mistake> mistakes) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            mistakes.add(
                    new Mistake(file + ":1:1", "page", "has no plain name", "lower-case letters, digits, hyphens"));
        } else if (vendors.containsKey(name)) {
            // Shadowing a built-in page in silence would let a stray file weaken a signature.
            mistakes.add(new Mistake(file + ":1:1", "page", "'" + name + "' is taken", "a name of its own"));
        } else {
            read(name, file, text, vendors, mistakes);
        }
    }

    private static void read(
            String name, String file, String text, Map<String, Vendor> vendors, List<Mistake> mistakes) {
        try {
            vendors.put(name, Vendor.read(name, file, text));
        } catch (Misconfigured e) {
            mistakes.addAll(e.mistakes());
        }
    }

    /** Every vendor, by name. */
    public Collection<Vendor> all() {
        return vendors.values();
    }

    /**
     * The vendor of that name.
     *
     * @param key of the configuration that names it, for the message
     * @throws Misconfigured with the nearest names when there is none
     */
    public Vendor named(String name, String key) {
        Vendor vendor = vendors.get(name);
        if (vendor == null) {
            String nearest = String.join(", ", Nearest.to(name, vendors.keySet()));
            throw new Misconfigured(
                    List.of(new Mistake("", key, "no vendor is called '" + name + "'", "nearest are " + nearest)));
        }
        return vendor;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String path) {
        try (InputStream in = VendorPages.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
