package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version of the packaged service, which makes its tables itself when it starts: the one that was built, or a copy of it with
 * another list of migrations. Its code is that of the one that was built.
 *
 * @param directory as the build leaves it in {@code target/quarkus-app}
 * @param newest the file of its newest migration
 */
record Version(Path directory, String newest) {
    private static final String MIGRATIONS = "db/migration";
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final String RUN = "quarkus-run.jar";

    /** The one that was built. */
    static Version built() {
        return in(Service.jar().getParent());
    }

    /** The one in a directory. */
    static Version in(Path directory) {
        try (FileSystem jar = FileSystems.newFileSystem(application(directory));
                Stream<Path> files = Files.list(jar.getPath(MIGRATIONS))) {
            String newest = files.map(file -> file.getFileName().toString())
                    .max(Comparator.comparingInt(Version::number))
                    .orElseThrow();
            return new Version(directory, newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path jar() {
        return directory.resolve(RUN);
    }

    /** What the tables' version is when it has made them. */
    int tables() {
        return number(newest);
    }

    /** One before it, in an empty directory: without the newest migration. */
    Version before(Path copy) {
        return changed(copy, migrations -> {
            Files.delete(migrations.resolve(newest));
            RecordedMigrations.remove(generated(copy), MIGRATIONS + "/" + newest);
        });
    }

    /** One after it, in an empty directory: with one migration more. */
    Version after(Path copy, String sql) {
        String file = "V" + (tables() + 1) + "__later.sql";
        return changed(copy, migrations -> {
            Files.writeString(migrations.resolve(file), sql);
            RecordedMigrations.add(generated(copy), MIGRATIONS + "/" + file);
        });
    }

    private interface Change {
        void of(Path migrations) throws IOException;
    }

    private Version changed(Path copy, Change change) {
        try {
            for (Path part : new Path[] {Path.of(RUN), Path.of("app"), Path.of("quarkus")}) {
                copy(part, copy);
            }
            Files.createSymbolicLink(
                    copy.resolve("lib"), directory.resolve("lib").toRealPath());
            try (FileSystem jar = FileSystems.newFileSystem(application(copy))) {
                change.of(jar.getPath(MIGRATIONS));
            }
            return in(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path part, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(part))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(directory.relativize(file)));
            }
        }
    }

    private static Path application(Path directory) throws IOException {
        try (Stream<Path> jars = Files.list(directory.resolve("app"))) {
            return jars.findFirst().orElseThrow();
        }
    }

    private static Path generated(Path directory) {
        return directory.resolve("quarkus/generated-bytecode.jar");
    }

    private static int number(String migration) {
        Matcher matcher = MIGRATION.matcher(migration);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a migration: " + migration);
        }
        return Integer.parseInt(matcher.group(1));
    }
}
