package dev.holdfast.bench;

import dev.holdfast.process.Database;
import java.util.List;

/**
 * What a stretch of work cost: read before, read after, subtract.
 *
 * @param nanos wall clock
 * @param service CPU seconds of the processes under test
 * @param postgres CPU seconds of the postmaster and all its backends
 * @param own CPU seconds of the benchmark itself: load and target
 * @param machine CPU seconds of everything on this machine
 * @param wal bytes of write-ahead log
 */
record Meter(long nanos, double service, double postgres, double own, double machine, long wal) {
    static final Meter ZERO = new Meter(0, 0, 0, 0, 0, 0);

    /** Reads all counters now. */
    static Meter read(BenchDatabase database, List<Long> servicePids) {
        return new Meter(
                System.nanoTime(),
                servicePids.stream().mapToDouble(CpuTime::ofProcess).sum(),
                CpuTime.ofFamily(database.postmaster()),
                CpuTime.ofProcess(ProcessHandle.current().pid()),
                CpuTime.ofMachine(),
                wal(database.database()));
    }

    private static long wal(Database database) {
        return database.number("select (pg_current_wal_insert_lsn() - '0/0')::bigint");
    }

    Meter minus(Meter before) {
        return new Meter(
                nanos - before.nanos,
                service - before.service,
                postgres - before.postgres,
                own - before.own,
                machine - before.machine,
                wal - before.wal);
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** The share of the machine that was busy with none of ours. */
    double otherwise() {
        double others = machine - service - postgres - own;
        return Math.max(0, others / seconds() / Runtime.getRuntime().availableProcessors());
    }
}
