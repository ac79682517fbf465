package dev.holdfast.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A test's processes around one ledger: a target, services, vendors. All end with the test, last come first gone. */
final class Scene implements AutoCloseable {
    static final String SOURCE = "stripe-test";
    static final String SECRET = "whsec_cHJvY2Vzcy10ZXN0LXNlY3JldC1vZi0zMi1ieXRlcw";

    private static final int BODY_BYTES = 1024;
    private static final Duration STILL = Duration.ofSeconds(3);

    private final Deque<AutoCloseable> ends = new ArrayDeque<>();
    private final WorkDir dir;
    private final Ledger ledger;
    private final LedgerTarget target;

    Scene(String name) {
        dir = endsLast(WorkDir.create(name));
        ledger = endsLast(new Ledger(dir.sub("ledger")));
        target = endsLast(new LedgerTarget(ledger));
    }

    private <T extends AutoCloseable> T endsLast(T part) {
        ends.push(part);
        return part;
    }

    Ledger ledger() {
        return ledger;
    }

    LedgerTarget target() {
        return target;
    }

    WorkDir dir() {
        return dir;
    }

    /** A PostgreSQL of this scene. */
    Postgres postgres() {
        return postgres(Map.of());
    }

    /** A PostgreSQL of this scene, with further settings. */
    Postgres postgres(Map<String, String> further) {
        return endsLast(Postgres.start(dir.path(), further));
    }

    /** Two small disks, where the machine allows it. */
    Optional<SmallDisks> smallDisks(int firstMegabytes, int secondMegabytes) {
        return SmallDisks.mount(dir, firstMegabytes, secondMegabytes).map(this::endsLast);
    }

    /** A PostgreSQL with its data on the first disk and its log of writes on the second. */
    Postgres postgresOn(SmallDisks disks, Map<String, String> further) {
        Path data = disks.first().resolve("data");
        String wal = disks.second().resolve("wal").toString();
        return endsLast(Postgres.start(disks.place(), dir.path(), data, further, "--waldir=" + wal, "--wal-segsize=1"));
    }

    /** A primary and a standby of this scene. */
    PostgresPair postgresPair() {
        return endsLast(new PostgresPair(dir));
    }

    /** A second target, with a ledger of its own. */
    LedgerTarget anotherTarget() {
        return endsLast(new LedgerTarget(endsLast(new Ledger(dir.sub("another-ledger")))));
    }

    /** One source, one target with a bounded number of requests in flight, and the route between them. */
    ServiceSettings settings(int maxInFlight) {
        return new ServiceSettings()
                .stripe(SOURCE, SECRET)
                .target("ledger", target.url(), ", max-in-flight: " + maxInFlight)
                .route(SOURCE, "ledger");
    }

    /** A started service. */
    Service service(String name, ServiceSettings settings) {
        return endsLast(new Service(dir.sub(name), settings)).start();
    }

    /** Started services, all at the same time, each with settings of its own. */
    List<Service> replicas(int count, IntFunction<ServiceSettings> settings) {
        return replicas(count, Version.built(), settings);
    }

    /** Such services of a version. */
    List<Service> replicas(int count, Version version, IntFunction<ServiceSettings> settings) {
        List<Service> replicas = IntStream.range(0, count)
                .mapToObj(i -> endsLast(new Service(dir.sub("replica-" + i), settings.apply(i)))
                        .becomes(version)
                        .launch())
                .toList();
        replicas.forEach(Service::awaitReady);
        return replicas;
    }

    /** What stands before replicas. */
    Balancer balancer(List<Service> replicas) {
        return endsLast(new Balancer(replicas));
    }

    /** A vendor that sends from now on, spread over services. */
    LoadVendor vendor(String prefix, int connections, int rate, Service... services) {
        List<InetSocketAddress> addresses =
                Arrays.stream(services).map(Service::address).toList();
        return vendor(signer(), prefix, connections, rate, addresses);
    }

    /** A vendor that sends to whoever listens there. */
    LoadVendor vendor(String prefix, int connections, int rate, InetSocketAddress address) {
        return vendor(signer(), prefix, connections, rate, List.of(address));
    }

    /** A vendor that signs in its own way, or by its own clock. */
    LoadVendor vendor(
            StripeSigner signer, String prefix, int connections, int rate, List<InetSocketAddress> addresses) {
        return endsLast(new LoadVendor(ledger, signer, prefix, addresses, connections, rate));
    }

    StripeSigner signer() {
        return signer(Duration.ZERO);
    }

    /** One whose clock is ahead. */
    StripeSigner signer(Duration ahead) {
        return new StripeSigner(SOURCE, SECRET, BODY_BYTES, ahead);
    }

    /** Waits until all that was acknowledged has arrived and nothing more comes, and judges. */
    Verdict drained(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int before = -1;
        while (System.nanoTime() < end) {
            int now = ledger.arrivedCount();
            if (now == before && ledger.isDrained()) {
                break;
            }
            before = now;
            Patience.pause(STILL);
        }
        Verdict verdict = ledger.verdict();
        System.out.println(verdict.summary());
        return verdict;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!ends.isEmpty()) {
            try {
                ends.pop().close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException("a part of the scene does not end", e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
