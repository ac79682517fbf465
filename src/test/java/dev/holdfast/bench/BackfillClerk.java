package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Orders a backfill for each line that it reads, and says how many seconds it took. A process of its own that yields to every other:
 * what compiles its code and reads its JSON must hold up nothing that is measured.
 *
 * <p>Arguments: the admin port, the window in Unix seconds, how many events are known in it.
 */
public final class BackfillClerk {
    private BackfillClerk() {}

    static ChildJvm start(BenchService service, LogVendor vendor, int known) {
        return ChildJvm.yielding(
                BackfillClerk.class,
                Integer.toString(service.adminPort()),
                Long.toString(vendor.begin().getEpochSecond()),
                Long.toString(vendor.end().getEpochSecond()),
                Integer.toString(known));
    }

    /** One backfill from its first page to its last, in seconds. */
    static double order(ChildJvm clerk) {
        clerk.tell("order");
        return Double.parseDouble(clerk.line("took ").substring("took ".length()));
    }

    public static void main(String... args) throws IOException {
        Instant from = Instant.ofEpochSecond(Long.parseLong(args[1]));
        Instant to = Instant.ofEpochSecond(Long.parseLong(args[2]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (orders.readLine() != null) {
            BackfillOrder order = new BackfillOrder(Integer.parseInt(args[0]), LogVendor.SOURCE, from, to);
            System.out.println("took " + BackfillOrder.seconds(order.end(Integer.parseInt(args[3]))));
        }
        System.exit(0);
    }
}
