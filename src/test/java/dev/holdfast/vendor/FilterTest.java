package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template does to a value, filter by filter. */
class FilterTest {
    private static final byte[] KEY = Scope.utf8("key");

    private static Scope scope(byte[] key, String form) {
        Request request = Requests.post(form, "Content-Type", "application/x-www-form-urlencoded");
        return new Scope(request, new Settings("src", null, Map.of())).with(new Scope.Signed(null, NOW, key));
    }

    private static @Nullable String filtered(Filter filter, String text) {
        byte[] bytes = filter.apply(Scope.utf8(text), scope(KEY, "b=2&a=2&a=1&a=2&c"));
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "WITH_PORT https://a.example/b https://a.example:443/b",
                "WITH_PORT https://a.example:443/b https://a.example/b",
                "WITH_PORT https://a.example:8443/b https://a.example:8443/b",
                "WITH_PORT https://a.example https://a.example:443",
                "WITH_PORT https://a.example?b=:80 https://a.example:443?b=:80",
                "WITH_PORT https://a.example#b https://a.example:443#b",
                "WITH_PORT http://a.example/b http://a.example:80/b",
                "WITH_PORT http://a.example:80/b http://a.example/b",
                "WITH_PORT http://a.example:443/b http://a.example:443/b",
                "DECODED %3a%2F%3f%40%21%24%27%28%29%2A%2c%3B :/?@!$'()*,;",
                "DECODED a%20%2B%25b a%20%2B%25b",
                "CRC32 123456789 3421780262",
                "SHA256_HEX abc ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "HMAC_SHA256_HEX text 6afa9046a9579cad143a384c1b564b9a250d27d6f6a63f9f20bf3a7594c9e2c6",
                "BEFORE_DOT a.b.c a",
                "BEFORE_DOT abc abc",
                "BEFORE_DOT .abc ''",
                "AFTER_COLON a:b:c b:c",
                "AFTER_COLON abc abc",
                "AFTER_COLON abc: ''",
                "ENTITY qbo.customer.created.v1 customer",
                "ENTITY qbo.Customer customer",
                "ENTITY BillPayment billpayment",
                "ENTITY qbo..created ''",
                "NUMBER 7.10 7.10",
                "SORTED_PAIRS whatever a1a2b2c"
            })
    void aValueThroughItsFilter(Filter filter, String text, String wanted) {
        assertEquals(wanted, filtered(filter, text));
    }

    @Test
    void jsonIsSortedAtEveryDepthAndItsListsAreNot() {
        assertEquals(
                "{\"a\":[{\"c\":1,\"d\":2},[3,2,{\"e\":null,\"f\":true}]],\"b\":1.5}",
                filtered(
                        Filter.SORTED_JSON,
                        " { \"b\" : 1.5, \"a\" : [ {\"d\":2, \"c\":1}, [3, 2, {\"f\":true, \"e\":null}] ] } "));
        assertEquals("7", filtered(Filter.SORTED_JSON, "7"));
        for (String none : List.of("", "{", "{\"a\":1,\"a\":2}")) {
            assertNull(filtered(Filter.SORTED_JSON, none), none);
        }
    }

    @Test
    void namesThatOtherBodiesBroughtLeaveNoneUnsorted() {
        RandomGenerator random = new SplittableRandom(7);
        for (int body = 0; body < 2_000; body++) {
            StringBuilder names = new StringBuilder("{\"a\":0");
            for (int i = 0; i < 100; i++) {
                names.append(",\"").append(Long.toHexString(random.nextLong())).append("\":0");
            }
            assertNotNull(filtered(Filter.SORTED_JSON, names.append('}').toString()), "body " + body);
        }
    }

    @Test
    void withoutAKeyOrAFormThereIsNothing() {
        assertNull(Filter.HMAC_SHA256_HEX.apply(Scope.utf8("text"), scope(new byte[0], "a=1")));
        assertNull(Filter.SORTED_PAIRS.apply(new byte[0], scope(KEY, "a=%")));
    }
}
