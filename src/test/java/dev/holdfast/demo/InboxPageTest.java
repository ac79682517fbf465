package dev.holdfast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.target.SigningKey;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InboxPageTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00.123Z");

    private final Inbox inbox = new Inbox();

    @Test
    void aSignatureOfTheSharedKeyHolds() {
        assertTrue(inbox.take(NOW, signed("msg_1", "{}"), bytes("{}")));
        assertTrue(InboxPage.of(inbox.letters()).contains(">verified"));
    }

    @Test
    void aChangedBodyAnotherIdAndNoSignatureDoNot() {
        assertFalse(inbox.take(NOW, signed("msg_1", "{}"), bytes("{ }")));
        assertFalse(inbox.take(NOW, signed("msg_1", "{}").set("webhook-id", "msg_2"), bytes("{}")));
        assertFalse(inbox.take(NOW, signed("msg_1", "{}").remove("webhook-signature"), bytes("{}")));
        assertFalse(inbox.take(NOW, MultiMap.caseInsensitiveMultiMap(), bytes("{}")));
        assertFalse(InboxPage.of(inbox.letters()).contains(">verified"));
        assertTrue(InboxPage.of(inbox.letters()).contains("does not hold"));
    }

    @Test
    void nothingThatArrivesIsTakenForMarkup() {
        String hostile = "<script>alert('1')</script>\"&\u0000";
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String name :
                new String[] {"webhook-id", "ce-type", "holdfast-attempt", "holdfast-origin", "webhook-signature"}) {
            headers.set(name, hostile);
        }
        inbox.take(NOW, headers, bytes(hostile));
        String page = InboxPage.of(inbox.letters());
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("alert('"), page);
        assertFalse(page.contains("\u0000"), page);
        assertTrue(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"), page);
    }

    @Test
    void theNewestComeFirstAndOnlySoManyAreKept() {
        for (int i = 0; i < 60; i++) {
            inbox.take(NOW, signed("msg_" + i, "x".repeat(100_000)), bytes("x".repeat(100_000)));
        }
        assertEquals(50, inbox.letters().size());
        assertEquals("msg_59", inbox.letters().get(0).id());
        assertTrue(InboxPage.of(inbox.letters()).length() < 50 * 1_000);
    }

    private static MultiMap signed(String id, String body) {
        String signature = SigningKey.parse(Demo.INBOX_SECRET).signer().sign(bytes(id + ".1795166395."), bytes(body));
        return MultiMap.caseInsensitiveMultiMap()
                .set("webhook-id", id)
                .set("webhook-timestamp", "1795166395")
                .set("webhook-signature", "v1,b2xk " + signature);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
