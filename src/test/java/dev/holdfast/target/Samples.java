package dev.holdfast.target;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events, keys and settings for tests. */
final class Samples {
    static final String WHSEC = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    static final String OTHER_WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The pair that Svix publishes for its own server's tests. */
    static final String WHSK =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";

    static final Instant RECEIVED = Instant.parse("2026-11-20T08:00:00.123Z");
    static final Instant HAPPENED = Instant.parse("2026-11-20T07:59:58Z");
    static final long ID = EventId.first(7, RECEIVED.toEpochMilli());

    private Samples() {}

    static TargetSettings settings(String url, SigningKey... keys) {
        return settings(url, Duration.ofSeconds(5), Duration.ofSeconds(30), keys);
    }

    static TargetSettings settings(String url, Duration timeout, Duration breakerDelay, SigningKey... keys) {
        return new TargetSettings(
                "billing",
                TargetUrl.parse(url),
                List.of(keys),
                timeout,
                64,
                0,
                TargetSettings.DEFAULT_RETRIES,
                breakerDelay);
    }

    static Outgoing outgoing(String payload, int attempt) {
        return outgoing(
                item("invoice.paid", "in_123", "application/json", payload.getBytes(StandardCharsets.UTF_8)), attempt);
    }

    static Outgoing outgoing(Item item, int attempt) {
        return new Outgoing(new Event(ID, "stripe-live", Origin.PUSH, RECEIVED.toEpochMilli(), item), attempt);
    }

    static Item item(String type, @Nullable String subject, @Nullable String contentType, byte[] payload) {
        return new Item(type, "evt_1", List.of(), subject, null, HAPPENED, contentType, payload, null);
    }
}
