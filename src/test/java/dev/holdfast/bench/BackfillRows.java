package dev.holdfast.bench;

import dev.holdfast.process.Latencies;
import dev.holdfast.process.Patience;
import dev.holdfast.process.ServiceSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A backfill of what is all known already, beside steady webhooks of another source: its pace, its memory, and what the
 * webhooks' answers lose by it. Stretches with and without take turns, and are of the same length: one backfill is over too soon
 * for the slowest of a hundred to be more than a handful.
 */
final class BackfillRows {
    private static final int KNOWN = 100_000;
    private static final int RATE = 300;
    private static final int CONNECTIONS = 8;
    private static final int LOOKS = 5;
    private static final int WARMING = 20;

    private BackfillRows() {}

    static void measure(Bench bench, BenchTable table) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(6));
        try (LogVendor vendor = new LogVendor(KNOWN, end);
                BenchService service =
                        BenchService.start(bench, "backfill", null, settings -> pulled(settings, vendor));
                ChildJvm clerk = BackfillClerk.start(service, vendor, KNOWN)) {
            tellAll(vendor, service, clerk);
            memory(bench, table, vendor, service);
            pace(bench, table, service, clerk);
        }
    }

    private static void pulled(ServiceSettings settings, LogVendor vendor) {
        settings.file("config/vendors/log.yaml", LogVendor.vendorPage())
                .source(LogVendor.SOURCE, vendor.settings())
                .set("holdfast.admin.tokens.op.sha256", BackfillOrder.TOKEN_SHA256)
                .set("holdfast.admin.tokens.op.role", "operator");
    }

    /**
     * Every event of the vendor as a webhook, and backfills that nobody measures: a page costs the service a third less when it
     * has read some ten thousand of them, and webhooks wait for its compiler until then.
     */
    private static void tellAll(LogVendor vendor, BenchService service, ChildJvm clerk) {
        try (Firehose hose = Firehose.of(vendor.webhooks(), KNOWN, service.address(), 64)) {
            hose.await(KNOWN, Duration.ofMinutes(2));
        }
        for (int i = 0; i < WARMING; i++) {
            BackfillClerk.order(clerk);
        }
    }

    /** In a backfill of its own: to look stops the service. */
    private static void memory(Bench bench, BenchTable table, LogVendor vendor, BenchService service) {
        double idle = LiveHeap.megabytes(service.pid());
        double most = 0;
        BackfillOrder order = new BackfillOrder(service.adminPort(), LogVendor.SOURCE, vendor.begin(), vendor.end());
        for (int i = 0; i < LOOKS && order.isRunning(); i++) {
            Patience.pause(Duration.ofMillis(500));
            most = Math.max(most, LiveHeap.megabytes(service.pid()));
        }
        order.end(KNOWN);
        bench.say("live heap", String.format("idle %.1f MB, backfill %.1f MB", idle, most));
        table.atMost("backfill, heap after collection above idle", most - idle, 64, " MB");
    }

    private static void pace(Bench bench, BenchTable table, BenchService service, ChildJvm clerk) {
        List<Double> rates = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        double resident = CpuTime.residentMegabytes(service.pid(), false);
        try (Firehose hose = Firehose.open(service.address(), CONNECTIONS, RATE, 1024)) {
            hose.await(RATE * 15, Duration.ofSeconds(60));
            for (int i = 0; i < bench.options().runs(); i++) {
                Latencies without = hose.newLatencies();
                Patience.pause(bench.options().stretch());
                alone.add(without.millis(0.99));
                bench.say("webhooks alone", without.summary());
                Meter before = Meter.read(bench.database(), service.pids());
                long from = System.nanoTime();
                Latencies with = hose.newLatencies();
                int orders = 0;
                do {
                    rates.add(KNOWN / BackfillClerk.order(clerk));
                    orders++;
                } while (System.nanoTime() - from < bench.options().stretch().toNanos());
                hose.newLatencies(); // reading the meters takes a processor, too, and is no part of the stretch
                beside.add(with.millis(0.99));
                Meter used = Meter.read(bench.database(), service.pids()).minus(before);
                bench.say("backfills beside them", new Run((long) orders * KNOWN, used, with));
            }
        }
        double p99 = median(alone);
        table.atLeast("backfill, known events a second", median(rates), 5_000, " /s");
        table.note(
                "backfill, resident above before", CpuTime.residentMegabytes(service.pid(), false) - resident, " MB");
        table.note("webhooks at " + RATE + "/s without a backfill, p99", p99, " ms");
        table.atMost("… beside a backfill, p99", median(beside), p99 * 1.2, " ms");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
