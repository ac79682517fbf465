package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three names that somebody may have meant, the nearest first. */
class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "strpe, stripe shop s",
        "s, s shop stripe",
        "shopstripe, stripe shop zuora",
        "'', s shop zuora",
        "zuroa, zuora shop s",
        "stripes, stripe shop s",
        "trip, stripe shop s"
    })
    void theNearestNames(String name, String nearest) {
        assertEquals(nearest, String.join(" ", Nearest.to(name, List.of("zuora", "stripe", "s", "shop"))));
    }
}
