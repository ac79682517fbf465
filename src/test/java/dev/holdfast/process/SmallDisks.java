package dev.holdfast.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Two small disks in memory, in a mount namespace of their own, which a user may make without being root where the kernel
 * and its administrator allow it. They are gone with the process that holds the namespace, and that with this JVM.
 */
final class SmallDisks implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Process holder;
    private final Path first;
    private final Path second;

    private SmallDisks(Process holder, Path first, Path second) {
        this.holder = holder;
        this.first = first;
        this.second = second;
    }

    /** Mounts both below a directory; empty where that is not allowed. */
    static Optional<SmallDisks> mount(WorkDir dir, int firstMegabytes, int secondMegabytes) {
        Path first = dir.sub("first-disk");
        Path second = dir.sub("second-disk");
        String script = mounting(first, firstMegabytes) + " && " + mounting(second, secondMegabytes)
                + " && echo mounted && exec cat"; // cat ends when its input does, which is this JVM's end at the latest
        try {
            Process holder = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
            return "mounted".equals(said.readLine())
                    ? Optional.of(new SmallDisks(holder, first, second))
                    : Optional.empty();
        } catch (IOException noUnshare) {
            return Optional.empty();
        }
    }

    private static String mounting(Path path, int megabytes) {
        return "mount -t tmpfs -o mode=0700,size=" + megabytes + "m small '" + path + "'";
    }

    Path first() {
        return first;
    }

    Path second() {
        return second;
    }

    /** Where they are seen. Inside one is root, so a server is moved on to where it is nobody. */
    Place place() {
        String pid = Long.toString(holder.pid());
        return new Place(
                List.of("nsenter", "-t", pid, "--user", "--mount", "--preserve-credentials", "unshare", "-U"),
                Path.of("/proc", pid, "root"));
    }

    /** Fills a disk to the last byte. */
    void fill(Path disk) {
        byte[] piece = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(filler(disk))) {
            while (true) {
                filler.write(piece);
            }
        } catch (IOException full) {
            if (filler(disk).toFile().getUsableSpace() > 0) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Takes away what it was filled with. */
    void free(Path disk) {
        try {
            Files.deleteIfExists(filler(disk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler(Path disk) {
        return place().seen(disk).resolve(FILLER);
    }

    @Override
    public void close() throws InterruptedException {
        holder.destroy();
        holder.waitFor(5, TimeUnit.SECONDS);
    }
}
