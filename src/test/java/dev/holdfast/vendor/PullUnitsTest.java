package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.DELIVERY;
import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.ITEMS;
import static dev.holdfast.vendor.SmallPull.REQUEST;
import static dev.holdfast.vendor.SmallPull.SCAN;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.vendor.pull.Observed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets that vendors count in units of their own: what they tell of them is told on in calls. */
class PullUnitsTest {
    private static List<Observed> observed(String budget, String... headers) {
        String page = page(EVENT, "  budget: [" + budget + "]\n", REQUEST, SCAN, ITEMS, DELIVERY);
        return SmallPull.of(page, null, Map.of())
                .listing("{'data':[]}", headers)
                .observed();
    }

    @ParameterizedTest
    @CsvSource({"'window, per: 1m, calls: 9'", "'day, calls: 9'"})
    void whereACallTakesSeveralUnitsOnlyWholeCallsAreLeft(String style) {
        String budget = "{ style: " + style + ", points: 10, remaining: header:X-Left, limit: header:X-All }";
        assertEquals(List.of(new Observed(0, 10L, 99L, null, null)), observed(budget, "X-Left", "105", "X-All", "999"));
        assertEquals(List.of(new Observed(0, 0L, null, null, null)), observed(budget, "X-Left", "9"));
    }

    @Test
    void aBucketIsToldInItsPoints() {
        String budget = "{ style: bucket, size: 40, refill: 2, per: 1s, points: 10, remaining: header:X-Left }";
        assertEquals(List.of(new Observed(0, 105L, null, null, null)), observed(budget, "X-Left", "105"));
    }
}
