package dev.holdfast.admin;

import jakarta.ws.rs.BadRequestException;

/** How many rows a list may give. */
final class PageSize {
    static final int MAX = 1_000;

    private PageSize() {}

    /** @throws BadRequestException when it is not between 1 and {@value #MAX} */
    static int checked(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new BadRequestException("limit is between 1 and " + MAX);
        }
        return limit;
    }
}
