package dev.holdfast.admin;

import jakarta.ws.rs.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as callers write them. What no calendar reaches is the caller's fault and named. */
final class Moments {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Moments() {}

    /** @param name of the parameter, for the fault */
    static Instant parse(String name, String text) {
        try {
            return within(name, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new BadRequestException(name + " is a time as in 2026-11-20T06:00:00Z");
        }
    }

    /** The same time; throws where it is none that anything here can have. */
    static Instant within(String name, Instant at) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new BadRequestException(name + " is between " + FIRST + " and " + LAST);
        }
        return at;
    }
}
