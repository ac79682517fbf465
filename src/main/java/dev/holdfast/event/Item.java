package dev.holdfast.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery or a pulled page holds of one event, before the journal has given it a number.
 *
 * @param type the vendor's word for what happened, as in {@code invoice.paid}; at most 256 characters
 * @param deliveryId the vendor's id in words, for people to look at; null when the vendor gives none
 * @param keys what the event is known by; empty means that it is never recognised as a duplicate
 * @param subject the object it is about, in words; null when the page names none
 * @param tenant the account at the vendor; null when the page names none
 * @param time the event's own time; null when the vendor gives none
 * @param contentType of {@code payload}, as the vendor sent it; null when it sent none
 * @param payload the exact bytes that targets get
 * @param quarantine why the item was not understood, or null; such an item is stored and goes nowhere
 */
public record Item(
        String type,
        @Nullable String deliveryId,
        List<EventKey> keys,
        @Nullable String subject,
        @Nullable String tenant,
        @Nullable Instant time,
        @Nullable String contentType,
        byte[] payload,
        @Nullable String quarantine) {}
