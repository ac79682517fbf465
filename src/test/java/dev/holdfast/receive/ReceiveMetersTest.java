package dev.holdfast.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stored delivery adds to the counters. */
class ReceiveMetersTest {
    private static final EventKey DELIVERY = EventKey.of(EventKey.Kind.DELIVERY, "s", null, List.of("1"), true);
    private static final EventKey STATE = EventKey.of(EventKey.Kind.STATE, "s", null, List.of("1"), false);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ReceiveMeters meters = new ReceiveMeters(registry, List.of("s"));

    private static Item item(EventKey... keys) {
        return new Item("t", null, List.of(keys), null, null, null, null, new byte[0], null);
    }

    private double events(String kind) {
        return registry.get("holdfast.events")
                .tags("source", "s", "kind", kind)
                .counter()
                .count();
    }

    @Test
    void anEventThatNothingIsKnownByIsCountedAsUnkeyed() {
        List<Item> items = List.of(item(DELIVERY, STATE), item(STATE), item(), item(DELIVERY));
        meters.stored("s", new Outcome.Admitted(items, Reply.OK, "v1", 0), 1, 0, 1);
        assertEquals(2, events("unkeyed"));
        assertEquals(3, events("new"));
        assertEquals(1, events("duplicate"));
        assertEquals(0, events("quarantined"));
    }

    @Test
    void whatVerifiedADeliveryIsCountedByItsNameAndTheSecretsPlace() {
        meters.stored("s", new Outcome.Admitted(List.of(item(DELIVERY)), Reply.OK, "hex-raw", 1), 0, 0, 1);
        meters.stored("s", new Outcome.Admitted(List.of(item(DELIVERY)), Reply.OK, "hex-raw", 1), 0, 0, 1);
        meters.stored("s", new Outcome.Admitted(List.of(item(DELIVERY)), Reply.OK, "hex-sorted", 0), 0, 0, 1);
        assertEquals(2, signatures("hex-raw", "1"));
        assertEquals(1, signatures("hex-sorted", "0"));
    }

    private double signatures(String alternative, String secret) {
        return registry.get("holdfast.signatures")
                .tags("source", "s", "alternative", alternative, "secret", secret)
                .counter()
                .count();
    }
}
