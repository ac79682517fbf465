package dev.holdfast.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once for all tests of a build, and run to their end. */
final class PostgresPrograms {
    private static final Path SHARED = Path.of("target", "process-postgres").toAbsolutePath();
    private static final long LIMIT_SECONDS = 60;

    private PostgresPrograms() {}

    /** Runs one; throws with what it said when it fails. */
    static void run(Place place, Path log, String program, String... arguments) {
        List<String> command = new ArrayList<>(place.enter());
        command.add(unpacked().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " failed; it said:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static synchronized Path unpacked() {
        if (Files.isExecutable(SHARED.resolve("bin/initdb"))) {
            return SHARED;
        }
        WorkDir.delete(SHARED); // half of it, when a clean build took the rest away
        try {
            Files.createDirectories(SHARED.getParent());
            Path fresh = Files.createTempDirectory(SHARED.getParent(), "postgres-unpacking-");
            unpack(fresh);
            Files.move(fresh, SHARED);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherTestWasQuicker) {
            return SHARED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SHARED;
    }

    private static void unpack(Path root) throws IOException {
        try (InputStream in = archive().openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = root.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static URL archive() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "/postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
        URL found = PostgresPrograms.class.getResource(name);
        if (found == null) {
            throw new IllegalStateException("the class path has no " + name);
        }
        return found;
    }
}
