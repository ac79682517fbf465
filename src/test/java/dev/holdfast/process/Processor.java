package dev.holdfast.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Keeps processes of ours on one processor of this machine: {@code taskset}, which Linux brings. */
record Processor(int number) {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /** Counted while this process may run on all of them. */
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Whether there are two, and the program. */
    static boolean canBeChosen() {
        return PROCESSORS >= 2 && Files.isExecutable(TASKSET);
    }

    /** Keeps a process here, all of its threads and whatever it starts. */
    void keep(long pid) {
        set(Integer.toString(number), pid);
    }

    /** The same for its children, which were there before. */
    void keepFamily(long pid) {
        keep(pid);
        ProcessHandle.of(pid).orElseThrow().descendants().forEach(child -> keep(child.pid()));
    }

    /** Lets a process run where it likes. */
    static void free(long pid) {
        set("0-" + (PROCESSORS - 1), pid);
    }

    private static void set(String processors, long pid) {
        try {
            Process taskset = new ProcessBuilder(
                            TASKSET.toString(), "--all-tasks", "--cpu-list", "--pid", processors, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!taskset.waitFor(5, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
                throw new IllegalStateException("taskset does not keep " + pid + " on " + processors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
