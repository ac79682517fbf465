package dev.holdfast.admin;

import dev.holdfast.event.RawDelivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kept delivery, for an operator.
 *
 * @param headers {@code name: value}, without what proves who is speaking
 * @param body in base 64 in JSON
 */
public record DeliveryView(
        Instant received, String method, @Nullable String query, List<String> headers, byte[] body) {
    static DeliveryView of(RawDelivery raw) {
        return new DeliveryView(
                raw.received(),
                raw.method(),
                raw.query(),
                raw.headers().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .toList(),
                raw.body());
    }
}
