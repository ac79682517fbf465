package dev.holdfast.ops.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BadLoginsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final BadLogins badLogins = new BadLogins(nanos::get);

    @Test
    void oneAddressIsStoppedForAMinuteAndOthersAreNot() {
        guess("10.0.0.1", BadLogins.ALLOWED - 1);
        assertFalse(badLogins.tooMany("10.0.0.1"));
        guess("10.0.0.1", 1);
        assertTrue(badLogins.tooMany("10.0.0.1"));
        assertFalse(badLogins.tooMany("10.0.0.2"));
        nanos.addAndGet(61_000_000_000L);
        assertFalse(badLogins.tooMany("10.0.0.1"));
        guess("10.0.0.1", 1);
        assertFalse(badLogins.tooMany("10.0.0.1"));
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
        for (int i = 0; i < BadLogins.ALLOWED; i++) {
            badLogins.count("2001:db8:0:7:0:0:0:" + Integer.toHexString(i));
        }
        assertTrue(badLogins.tooMany("2001:db8:0:7:ffff:0:0:1"));
        assertFalse(badLogins.tooMany("2001:db8:0:8:0:0:0:1"));
    }

    @Test
    void itRemembersABoundedNumberOfAddresses() {
        guess("10.0.0.1", BadLogins.ALLOWED);
        for (int i = 0; i < BadLogins.REMEMBERED; i++) {
            badLogins.count("host" + i);
        }
        assertFalse(badLogins.tooMany("10.0.0.1"));
    }

    private void guess(String address, int times) {
        for (int i = 0; i < times; i++) {
            badLogins.count(address);
        }
    }
}
