package dev.holdfast.ops.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as this build brings them, unpacked once for each version. */
final class Binaries {
    /** The major version whose programs the build brings; a cluster belongs to one major version. */
    static final String MAJOR = "18";

    private final Path directory;

    private Binaries(Path directory) {
        this.directory = directory;
    }

    /** Unpacks below the parent unless that was done before. */
    static Binaries in(Path parent) {
        URL archive = archive();
        try {
            // The length tells one release from the next; reading 15 MB at every start to hash them is not worth it.
            long length = archive.openConnection().getContentLengthLong();
            Path directory = parent.resolve("postgres-" + MAJOR + "-" + length);
            if (!Files.isDirectory(directory)) {
                unpack(archive, parent, directory);
            }
            return new Binaries(directory);
        } catch (IOException e) {
            throw CannotStart.of("unpack PostgreSQL into " + parent, e);
        }
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private static URL archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch", "");
        };
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        boolean musl = os.equals("linux") && Files.exists(Path.of("/etc/alpine-release"));
        URL found = Binaries.class.getResource("/postgres-" + os + "-" + arch + ".txz");
        if (found == null || windows || musl) {
            throw new CannotStart("this build brings no PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch") + (musl ? " with musl" : "") + "; build it on such a machine, or "
                    + CannotStart.OTHERWISE);
        }
        return found;
    }

    private static void unpack(URL archive, Path parent, Path directory) throws IOException {
        Path fresh = Files.createTempDirectory(parent, "postgres-unpacking-");
        try (InputStream in = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
            Files.move(fresh, directory);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process was quicker; what it unpacked is the same.
            delete(fresh);
        } catch (IOException e) {
            delete(fresh);
            throw e;
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry of the archive leads outside of it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, root.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> owner = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (executable) {
            owner.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return owner;
    }

    /** Deletes a directory with all that is in it. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
