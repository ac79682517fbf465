package dev.holdfast.ops.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server's first process: started, found and stopped by PostgreSQL's own {@code pg_ctl}, which gives it a session of its own.
 */
final class Postmaster {
    private final Path cluster;
    private final Path early;
    private final Binaries binaries;
    private final Program program;

    Postmaster(DataDirectory data, Binaries binaries, Program program) {
        this.cluster = data.cluster();
        this.early = data.file("postgres.log");
        this.binaries = binaries;
        this.program = program;
    }

    /** Starts the server and waits until it has recovered and answers. Throws with what it complained about. */
    void start(int port) {
        try {
            Files.deleteIfExists(early);
        } catch (IOException e) {
            throw CannotStart.of("write " + early, e);
        }
        // Through a shell: nothing in this text may need quotes.
        String options = "-p " + port + " -c fsync=on -c full_page_writes=on -c synchronous_commit=on";
        // Recovery after a crash replays up to max_wal_size; minutes on a slow disk.
        Program.Ended ended = program.run(
                Duration.ofMinutes(11),
                List.of(
                        pgCtl(),
                        "start",
                        "-D",
                        cluster.toString(),
                        "-w",
                        "-t",
                        "600",
                        "-s",
                        "-l",
                        early.toString(),
                        "-o",
                        options));
        if (!ended.ok()) {
            String said = ended.said() + LogTail.of(early, cluster.resolve("log"));
            throw new CannotStart("cannot start the embedded PostgreSQL in " + cluster + ": " + LogTail.reason(said)
                    + "; " + LogTail.wayOut(said));
        }
    }

    /** Stops the server, its connections cut, its buffers written; true when it is gone. */
    boolean stop(Duration atMost) {
        return stop("fast", atMost) || stop("immediate", Duration.ofSeconds(5));
    }

    private boolean stop(String mode, Duration atMost) {
        return program.run(
                        atMost.plusSeconds(2),
                        List.of(
                                pgCtl(),
                                "stop",
                                "-D",
                                cluster.toString(),
                                "-m",
                                mode,
                                "-w",
                                "-t",
                                Long.toString(atMost.toSeconds())))
                .ok();
    }

    /** The server that runs on these files; empty when there is none. */
    Optional<ProcessHandle> running() {
        return pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::isServer);
    }

    /**
     * Removes a {@code postmaster.pid} whose number now belongs to some other program, as after the restart of a container: the
     * server would refuse to start. Only when no program of ours runs at all, so that no orphan still has the files open.
     */
    void forgetStale() {
        Optional<ProcessHandle> other =
                pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(p -> !isServer(p));
        if (other.isPresent() && ProcessHandle.allProcesses().noneMatch(this::isServer)) {
            try {
                Files.delete(cluster.resolve("postmaster.pid"));
            } catch (IOException e) {
                throw CannotStart.of("remove " + cluster.resolve("postmaster.pid"), e);
            }
        }
    }

    private boolean isServer(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    private Optional<Long> pid() {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .map(Long::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String pgCtl() {
        return binaries.program("pg_ctl").toString();
    }
}
