package dev.holdfast.admin;

import dev.holdfast.event.EventId;
import jakarta.ws.rs.BadRequestException;
import org.jspecify.annotations.Nullable;

/** Ids of events as callers write them. */
final class EventIds {
    private EventIds() {}

    /** The number; what is none is the caller's fault and named. */
    static long parse(@Nullable String event) {
        if (event == null) {
            throw new BadRequestException("an event's id is missing");
        }
        try {
            return EventId.parse(event);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage());
        }
    }
}
