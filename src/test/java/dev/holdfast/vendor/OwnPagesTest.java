package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can say about a vendor that nobody shipped a page for. */
class OwnPagesTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String EVENT = "event: { id: body:/id, type: body:/type }\n";
    private static final String BODY = "{\"id\":\"1\",\"type\":\"t\"}";

    private static final String ACME = """
            title: Acme Billing
            signature:
              scheme: hmac
              algorithm: sha256
              value: header:X-Acme-Signature#sig
              encoding: hex
              signed: "{timestamp}.{body}"
              timestamp: { at: header:X-Acme-Signature#ts, format: unix-seconds, tolerance: 5m }
              key: utf8
            split: body:/events/*
            event:
              id: item:/uuid
              type: "{item:/kind}.{item:/verb}"
              time: { at: item:/at, format: iso }
              object: [item:/kind, item:/ref]
            """;

    @Test
    void anHmacOfOnesOwnWithABatch() {
        String body =
                "{\"events\":[ {\"uuid\":\"u1\",\"kind\":\"invoice\",\"verb\":\"paid\",\"at\":\"2026-11-20 06:00:00+0000\",\"ref\":7} ,"
                        + "{\"kind\":\"invoice\"}]}";
        String header = "ts=1700000000,sig=" + hmacHex(SECRET, "1700000000." + body);
        Outcome.Admitted admitted = assertInstanceOf(
                Outcome.Admitted.class, doorOf(ACME, SECRET).admit(post(body, "X-Acme-Signature", header), NOW));
        Item first = admitted.items().get(0);
        assertEquals("invoice.paid", first.type());
        assertEquals("u1", first.deliveryId());
        assertEquals("invoice/7", first.subject());
        assertEquals("2026-11-20T06:00:00Z", String.valueOf(first.time()));
        assertEquals(
                "{\"uuid\":\"u1\",\"kind\":\"invoice\",\"verb\":\"paid\",\"at\":\"2026-11-20 06:00:00+0000\",\"ref\":7}",
                new String(first.payload(), StandardCharsets.UTF_8));
        assertEquals("no type", admitted.items().get(1).quarantine());
    }

    @Test
    void aBearerToken() {
        Door door = doorOf(
                "title: B\nsignature: { scheme: equals, value: header:Authorization, prefix: \"Bearer \", weakness: a token only }\n"
                        + EVENT,
                SECRET);
        assertInstanceOf(Outcome.Admitted.class, door.admit(post(BODY, "Authorization", "Bearer " + SECRET), NOW));
        for (String header : new String[] {
            SECRET, "Bearer", "Bearer ", "bearer " + SECRET, "Bearer " + SECRET + " ", "Bearer  " + SECRET
        }) {
            assertInstanceOf(Outcome.Refused.class, door.admit(post(BODY, "Authorization", header), NOW), header);
        }
    }

    @Test
    void aUserAndAPassword() {
        Door door = doorOf(
                "title: B\nsignature: { scheme: equals, value: header:Authorization, prefix: \"Basic \", encoding: base64, weakness: a password only }\n"
                        + EVENT,
                "user:pass:with:colons!");
        String good = Base64.getEncoder().encodeToString("user:pass:with:colons!".getBytes(StandardCharsets.UTF_8));
        assertInstanceOf(Outcome.Admitted.class, door.admit(post(BODY, "Authorization", "Basic " + good), NOW));
        assertInstanceOf(
                Outcome.Refused.class, door.admit(post(BODY, "Authorization", "Basic " + good.replace("=", "")), NOW));
        assertInstanceOf(
                Outcome.Refused.class, door.admit(post(BODY, "Authorization", "Basic user:pass:with:colons!"), NOW));
    }

    @Test
    void aTokenInAHeaderAQueryOrTheBody() {
        String page = "title: B\nsignature: { scheme: equals, value: %s, weakness: a token only }\n" + EVENT;
        assertInstanceOf(
                Outcome.Admitted.class,
                doorOf(page.formatted("header:X-Api-Key"), SECRET).admit(post(BODY, "X-Api-Key", SECRET), NOW));
        Door query = doorOf(page.formatted("query:token"), SECRET);
        String encoded = SECRET.replace(" ", "%20");
        assertInstanceOf(Outcome.Admitted.class, query.admit(asked("token=" + encoded), NOW));
        assertInstanceOf(Outcome.Refused.class, query.admit(asked("token=" + encoded + "&token=" + encoded), NOW));
        assertInstanceOf(Outcome.Refused.class, query.admit(asked("token=%zz"), NOW));
        assertInstanceOf(Outcome.Refused.class, query.admit(asked(null), NOW));
        Door body = doorOf(page.formatted("body:/token"), SECRET);
        assertInstanceOf(
                Outcome.Admitted.class,
                body.admit(post("{\"id\":1,\"type\":\"t\",\"token\":\"" + SECRET + "\"}"), NOW));
        assertInstanceOf(Outcome.Refused.class, body.admit(post("{\"id\":1,\"type\":\"t\",\"token\":null}"), NOW));
    }

    @Test
    void aTokenThatEveryItemMustHave() {
        Door door = doorOf(
                "title: B\nsignature: { scheme: equals, value: \"body:/value/*/state\", weakness: a token only }\n"
                        + "split: \"body:/value/*\"\nevent: { id: item:/id, type: text:t }\n",
                SECRET);
        String good = "{\"id\":1,\"state\":\"" + SECRET + "\"}";
        assertInstanceOf(Outcome.Admitted.class, door.admit(post("{\"value\":[" + good + "," + good + "]}"), NOW));
        for (String body : new String[] {
            "{\"value\":[]}",
            "{}",
            "{\"value\":[" + good + ",{\"id\":2}]}",
            "{\"value\":[" + good + ",{\"id\":2,\"state\":\"x\"}]}"
        }) {
            assertInstanceOf(Outcome.Refused.class, door.admit(post(body), NOW), body);
        }
    }

    @Test
    void aFolderOfPagesIsReadBesideTheBuiltInOnes(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), ACME);
        Files.writeString(folder.resolve("notes.txt"), "no page");
        assertEquals(
                "Acme Billing", VendorPages.load(folder).named("acme", "vendor").title());
        assertEquals(
                "Stripe", VendorPages.load(folder).named("stripe", "vendor").title());
    }

    @Test
    void aFolderTellsTheMistakesOfAllItsPages(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), ACME.replace("scheme: hmac", "scheme: none"));
        Files.writeString(folder.resolve("b.yaml"), ACME.replace("title:", "titel:"));
        Files.writeString(folder.resolve("stripe.yaml"), ACME);
        Files.writeString(folder.resolve("Caps.yaml"), ACME);
        Misconfigured refused = assertThrows(Misconfigured.class, () -> VendorPages.load(folder));
        List<String> files = refused.mistakes().stream()
                .map(mistake -> mistake.where().replaceAll(".*/", "").replaceAll(":.*", ""))
                .distinct()
                .toList();
        assertTrue(files.containsAll(List.of("a.yaml", "b.yaml", "stripe.yaml", "Caps.yaml")), files::toString);
    }

    private static Request asked(String query) {
        return new Request("POST", query, Requests.headers(), BODY.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
