package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.door;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed time is a plain number inside a window with two sides; everything else keeps a right signature out. */
class SignedTimeTest {
    private static final String SECRET = "whsec_0123456789abcdefghij";
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\"}";
    private static final Door STRIPE = door("stripe", SECRET);

    private static Outcome at(String time) {
        return STRIPE.admit(
                post(BODY, "Stripe-Signature", "t=" + time + ",v1=" + hmacHex(SECRET, time + "." + BODY)), NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, 0, 299, 300})
    void insideTheWindowIsAdmitted(long seconds) {
        assertInstanceOf(Outcome.Admitted.class, at(Long.toString(NOW.getEpochSecond() + seconds)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -301, 301, 86_400})
    void outsideTheWindowIsRefused(long seconds) {
        Outcome outcome = at(Long.toString(NOW.getEpochSecond() + seconds));
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_OUTSIDE_TOLERANCE), outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1700000000",
                "1e9",
                "1700000000.5",
                " 1700000000",
                "1700000000 ",
                "0x6553f100",
                "9223372036854775807",
                "-9223372036854775808",
                "1700000000000",
                "01700000000",
                "170000000",
                "\u0661\u0667\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660",
                "170000000\u0660",
                "",
                "NaN"
            })
    void whatIsNoPlainNumberIsMalformed(String time) {
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_MALFORMED), at(time));
    }

    @Test
    void fourHundredDigitsAreMalformed() {
        assertEquals(new Outcome.Refused(Cause.TIMESTAMP_MALFORMED), at("1".repeat(400)));
    }

    @Test
    void theWindowIsNotLookedAtBeforeTheSignature() {
        String time = Long.toString(NOW.getEpochSecond() - 9_999);
        Outcome outcome = STRIPE.admit(post(BODY, "Stripe-Signature", "t=" + time + ",v1=" + "0".repeat(64)), NOW);
        assertEquals(new Outcome.Refused(Cause.SIGNATURE_MISMATCH), outcome);
    }
}
