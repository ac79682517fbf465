package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CPU time as Linux counts it, in ticks of 10 ms. */
final class CpuTime {
    private static final double SECONDS_PER_TICK = 0.01;

    private CpuTime() {}

    /** Seconds that one process has used; 0 when it is gone. */
    static double ofProcess(long pid) {
        List<String> fields = fields(pid);
        return fields.isEmpty() ? 0 : seconds(fields, 11) + seconds(fields, 12);
    }

    /** Seconds that a process, its children that live and its children that ended have used. */
    static double ofFamily(long pid) {
        List<String> fields = fields(pid);
        double ended = fields.isEmpty() ? 0 : seconds(fields, 13) + seconds(fields, 14);
        double living = ProcessHandle.of(pid)
                .map(parent -> parent.children()
                        .mapToDouble(child -> ofFamily(child.pid()))
                        .sum())
                .orElse(0.0);
        return ofProcess(pid) + ended + living;
    }

    /** Seconds that all cores together were busy since the machine started. */
    static double ofMachine() {
        String[] fields = read(Path.of("/proc/stat")).split("\n", 2)[0].trim().split("\\s+");
        double ticks = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            if (i != 4 && i != 5) { // idle, and idle while a disk works
                ticks += Double.parseDouble(fields[i]);
            }
        }
        return ticks * SECONDS_PER_TICK;
    }

    /** Resident memory of a process in MB: now, and at its highest. */
    static double residentMegabytes(long pid, boolean highest) {
        String name = highest ? "VmHWM:" : "VmRSS:";
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static double seconds(List<String> fields, int field) {
        return Double.parseDouble(fields.get(field)) * SECONDS_PER_TICK;
    }

    /** What follows the name of the command in {@code stat}, which may itself hold blanks. */
    private static List<String> fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
