package dev.holdfast.ops;

import dev.holdfast.ops.settings.Vendors;
import dev.holdfast.vendor.Source;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The vendors' pages: those that come with the service, and the operator's in {@code config/vendors}. */
public final class VendorPages implements Vendors {
    private static final String BUILT_IN = "vendors";
    private static final Path OWN = Path.of("config", "vendors");
    private static final String PAGE = ".yaml";

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(OWN)) {
            addPages(OWN, names);
        }
        URL builtIn = Thread.currentThread().getContextClassLoader().getResource(BUILT_IN);
        if (builtIn != null) {
            addBuiltIn(builtIn, names);
        }
        return Collections.unmodifiableSet(names);
    }

    /** Nothing yet: the page itself will say what it asks of a source. */
    @Override
    public List<String> faults(Source source) {
        return List.of();
    }

    private static void addBuiltIn(URL directory, Set<String> names) {
        try {
            if (directory.getProtocol().equals("file")) {
                addPages(Path.of(directory.toURI()), names);
                return;
            }
            String text = directory.toString();
            URI jar = URI.create(text.substring(0, text.indexOf('!')));
            try (FileSystem inside =
                    FileSystems.newFileSystem(Path.of(URI.create(jar.getSchemeSpecificPart())), Map.of())) {
                addPages(inside.getPath(BUILT_IN), names);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot list the vendors' pages", e);
        }
    }

    private static void addPages(Path directory, Set<String> names) {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(PAGE))
                    .forEach(name -> names.add(name.substring(0, name.length() - PAGE.length())));
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the vendors' pages in " + directory, e);
        }
    }
}
