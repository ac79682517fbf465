package dev.holdfast.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.ops.settings.ReconcileSettings;
import dev.holdfast.secret.Secrets;
import dev.holdfast.vendor.Source;
import dev.holdfast.vendor.VendorPages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a source's pull side has wrong is told before the first call. */
class PullSideTest {
    private static List<String> faults(Map<String, Duration> remembers, List<String> lists) {
        Source source = new Source("pay", "shopify", List.of(), Map.of(), List.of(), null, 1 << 20, null);
        ReconcileSettings reconcile = new ReconcileSettings(
                Duration.ofHours(1),
                null,
                null,
                null,
                null,
                Map.of("access-token", "shpat_of_nobody"),
                Map.of("shop", "acme.myshopify.com"),
                lists,
                List.of(),
                remembers,
                null,
                null);
        return new PullSide(
                        VendorPages.builtIn().named("shopify", "vendor"),
                        source,
                        reconcile,
                        Secrets.local(name -> null))
                .faults();
    }

    @Test
    void onlyAListThatIsReadCanRememberMore() {
        Map<String, Duration> orders = Map.of("orders", Duration.ofDays(365));
        assertEquals(List.of(), faults(orders, List.of()));
        assertEquals(
                List.of("holdfast.sources.pay.reconcile.remembers.orders: is no list that is read; allowed: products"),
                faults(orders, List.of("products")));
        assertEquals(
                List.of("holdfast.sources.pay.reconcile.remembers.ordrs: is no list that is read; allowed: orders"),
                faults(Map.of("ordrs", Duration.ofDays(365)), List.of()));
    }
}
