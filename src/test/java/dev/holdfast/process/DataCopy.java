package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** A copy of a server's data directory, while the server runs or is frozen. */
final class DataCopy {
    private static final String PID = "postmaster.pid";

    private DataCopy() {}

    /** Everything but the mark of the running server. */
    static void whole(Path data, Path copy) {
        copy(data, copy, true);
    }

    /** Without the log of writes: whoever starts on it gets that from elsewhere. */
    static void withoutWal(Path data, Path copy) {
        copy(data, copy, false);
    }

    private static void copy(Path data, Path copy, boolean wal) {
        Path walDirectory = data.resolve("pg_wal");
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(
                            copy.resolve(data.relativize(directory)),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.endsWith(PID) && (wal || !file.startsWith(walDirectory))) {
                        copyUnlessGone(file, copy.resolve(data.relativize(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // a running server deletes what it needs no more
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyUnlessGone(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(to);
        }
    }
}
