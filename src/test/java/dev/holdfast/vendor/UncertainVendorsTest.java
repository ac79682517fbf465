package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.hmac;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.holdfast.event.Item;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where vendors' own documents contradict each other, each reading has a name: it is counted by it, and can be named alone. */
class UncertainVendorsTest {
    private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
    private static final String UNSORTED = "{\"payload\":{\"event_type\":\"t\",\"event_id\":\"e\"}}";
    private static final String SORTED = "{\"payload\":{\"event_id\":\"e\",\"event_type\":\"t\"}}";

    private static Door door(String vendor, Map<String, Object> params, String... alternatives) {
        Source source = new Source("src", vendor, List.of(), params, List.of(alternatives), null, 1 << 20, null);
        return Door.open(Requests.PAGES.named(vendor, "vendor"), source, Requests.secrets(SECRET));
    }

    private static String alternative(Outcome outcome) {
        return outcome instanceof Outcome.Admitted admitted ? admitted.alternative() : "";
    }

    @ParameterizedTest
    @CsvSource({"hex-sorted", "hex-raw", "base64-sorted", "base64-raw"})
    void apidecksFourReadings(String name) {
        byte[] mac = hmac(Scope.utf8(SECRET), Scope.utf8(name.endsWith("raw") ? UNSORTED : SORTED));
        Request request = post(
                UNSORTED,
                "x-apideck-signature",
                name.startsWith("hex")
                        ? HexFormat.of().formatHex(mac)
                        : Base64.getEncoder().encodeToString(mac));
        assertEquals(name, alternative(door("apideck", Map.of()).admit(request, NOW)));
        for (String only : List.of("hex-sorted", "hex-raw", "base64-sorted", "base64-raw")) {
            String held = alternative(door("apideck", Map.of(), only).admit(request, NOW));
            assertEquals(only.equals(name) ? name : "", held, only);
        }
    }

    @ParameterizedTest
    @CsvSource({"key-utf8", "key-base64"})
    void bigCommercesTwoReadingsOfItsSecret(String name) {
        byte[] key = name.equals("key-utf8")
                ? Scope.utf8(SECRET)
                : Base64.getDecoder().decode(SECRET);
        String body = "{\"scope\":\"store/order/created\",\"created_at\":1700000000,\"hash\":\"h\"}";
        Request request = post(
                body,
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                "1700000000",
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(key, Scope.utf8("msg_1.1700000000." + body))));
        assertEquals(name, alternative(door("bigcommerce", Map.of()).admit(request, NOW)));
        assertEquals(name, alternative(door("bigcommerce", Map.of(), name).admit(request, NOW)));
        String other = name.equals("key-utf8") ? "key-base64" : "key-utf8";
        assertEquals("", alternative(door("bigcommerce", Map.of(), other).admit(request, NOW)));
    }

    @ParameterizedTest
    @CsvSource({"classic, X-Shopify-Hmac-Sha256, X-Shopify-", "events, shopify-hmac-sha256, shopify-"})
    void shopifysTwoFamiliesOfHeadersAndTwoIds(String name, String header, String family) {
        Map<String, Object> byEvent = Map.of("known-by", "event-id");
        Outcome one = door("shopify", Map.of()).admit(shopify(header, family, "w1"), NOW);
        assertEquals(name, alternative(one));
        assertNotEquals(keys(one), keys(door("shopify", Map.of()).admit(shopify(header, family, "w2"), NOW)));
        Outcome first = door("shopify", byEvent).admit(shopify(header, family, "w1"), NOW);
        assertEquals(keys(first), keys(door("shopify", byEvent).admit(shopify(header, family, "w2"), NOW)));
        assertNotEquals(keys(one), keys(first));
    }

    private static Object keys(Outcome outcome) {
        Item item = assertInstanceOf(Outcome.Admitted.class, outcome).items().get(0);
        assertEquals(null, item.quarantine());
        return item.keys();
    }

    private static Request shopify(String header, String family, String webhookId) {
        return post(
                "{}",
                header,
                Base64.getEncoder().encodeToString(hmac(Scope.utf8(SECRET), Scope.utf8("{}"))),
                family + "Topic",
                "orders/paid",
                family + "Action",
                "update",
                family + "Shop-Domain",
                "shop1.myshopify.com",
                family + "Webhook-Id",
                webhookId,
                family + "Event-Id",
                "e1");
    }

    @Test
    void aSecretThatOneReadingCannotTakeServesTheOther() {
        Source source = new Source("src", "bigcommerce", List.of(), Map.of(), List.of(), null, 1 << 20, null);
        Vendor page = Requests.PAGES.named("bigcommerce", "vendor");
        Door.open(page, source, Requests.secrets("no base64! but of enough bytes"));
    }
}
