package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import dev.holdfast.event.RawDelivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request is kept beside its items, and what a second reading makes of it. */
class KeepingTest {
    private static final String SECRET = "a secret of enough bytes for any vendor";
    private static final String ORDERS = """
            title: Own
            signature:
              scheme: hmac
              algorithm: sha256
              value: header:X-Own-Proof
              encoding: hex
              signed: "{body}"
              key: utf8
            split: body:/events/*
            event:
              id: [header:X-Own-Delivery, item:/id]
              type: item:/%s
            """;
    private static final String BODY =
            "{\"events\":[{\"id\":\"a\",\"kind\":\"paid\"}, {\"id\":\"b\",\"sort\":\"paid\"}]}";

    private static final Door OLD = Requests.doorOf(ORDERS.formatted("kind"), SECRET);
    private static final Door MENDED = Requests.doorOf(
            ORDERS.formatted("kind").replace("item:/kind", "{ first: [item:/kind, item:/sort] }"), SECRET);

    private static Request signed(String body, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "X-Own-Proof";
        all[1] = Requests.hmacHex(SECRET, body);
        all[2] = "X-Own-Delivery";
        all[3] = "d1";
        return Requests.post(body, all);
    }

    private static List<String> names(RawDelivery kept) {
        return kept.headers().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void aMendedPageUnderstandsWhatTheOldOneDidNotAndGivesTheOthersTheirOldKeys() {
        Request request = signed(BODY);
        List<Item> before = ((Outcome.Admitted) OLD.admit(request, Requests.NOW)).items();
        List<Item> after = MENDED.reread(OLD.kept(request));

        assertEquals("no type", before.get(1).quarantine());
        assertEquals(2, after.size());
        assertTrue(after.stream().allMatch(item -> item.quarantine() == null));
        assertEquals(before.get(0).keys(), after.get(0).keys());
        assertArrayEquals(before.get(1).payload(), after.get(1).payload());
        assertEquals(
                List.of(EventKey.of(EventKey.Kind.DELIVERY, "src", null, List.of("d1", "b"), true)),
                after.get(1).keys());
    }

    @Test
    void aSecondReadingBySamePageGivesTheSameItems() {
        Request request = signed(BODY);
        List<Item> before = ((Outcome.Admitted) OLD.admit(request, Requests.NOW)).items();
        List<Item> after = OLD.reread(OLD.kept(request));

        assertEquals(
                before.stream().map(Item::quarantine).toList(),
                after.stream().map(Item::quarantine).toList());
        assertEquals(
                before.stream().map(Item::keys).toList(),
                after.stream().map(Item::keys).toList());
    }

    @Test
    void whatProvesWhoIsSpeakingIsNotKept() {
        RawDelivery kept = OLD.kept(signed(
                BODY,
                "Authorization",
                "Bearer x",
                "Cookie",
                "x",
                "Proxy-Authorization",
                "x",
                "X-Api-Key",
                "x",
                "X-Vault-Token",
                "x",
                "X-Client-Secret",
                "x",
                "Content-Type",
                "application/json",
                "X-Else",
                "1"));

        assertEquals(List.of("Content-Type", "X-Own-Delivery", "X-Else"), names(kept));
    }

    @ParameterizedTest
    @CsvSource({
        "salesforce, token=the-secret&org=1, org=1",
        "salesforce, org=1&TOKEN=the-secret, org=1",
        "salesforce, %74oken=the-secret&&a, &a",
        "salesforce, %zz=1&a=2, a=2",
        "stripe, access_token=the-secret&a=%20b, a=%20b",
    })
    void aQueryIsKeptWithoutItsSecrets(String vendor, String query, String kept) {
        Door door = "salesforce".equals(vendor) ? salesforce() : Requests.door(vendor, SECRET);
        Request request = new Request("POST", query, Requests.headers(), new byte[0], Requests.NOW);
        assertEquals(kept, door.kept(request).query());
    }

    private static Door salesforce() {
        Source plain = Requests.source("src", "salesforce");
        Source source = new Source(
                plain.name(),
                plain.vendor(),
                List.of(),
                Map.of("org-id", "00DA0000000KZI8MAO"),
                List.of(),
                plain.publicUrl(),
                plain.maxBody(),
                null);
        return Door.open(Requests.PAGES.named("salesforce", "vendor"), source, Requests.secrets(SECRET));
    }

    @Test
    void noQueryStaysNone() {
        assertNull(OLD.kept(signed(BODY)).query());
    }

    @Test
    void whatTheNewerPagesOfATokenVendorReadIsKeptAndTheTokenIsNot() {
        RawDelivery kept = Requests.door("gitlab", "whsec_" + "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4")
                .kept(Requests.post(
                        "{}",
                        "X-Gitlab-Token",
                        "the-secret",
                        "webhook-signature",
                        "v1,x",
                        "Idempotency-Key",
                        "k1",
                        "webhook-id",
                        "w1"));
        assertEquals(List.of("Idempotency-Key", "webhook-id"), names(kept));
    }

    @Test
    void headersAreKeptUpToABoundThoseThatThePageReadsFirst() {
        String[] many = new String[100];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "X-Filler-" + i;
            many[i + 1] = "v".repeat(500);
        }
        RawDelivery kept = OLD.kept(signed(BODY, many));

        assertTrue(kept.headerLines().length() <= Keeping.MOST_CHARACTERS);
        assertTrue(kept.headers().size() > 10);
        assertEquals("X-Own-Delivery", names(kept).get(0));
    }

    @Test
    void headersAsLinesAreReadBackAsTheyWere() {
        RawDelivery kept = OLD.kept(signed(BODY, "X-Else", "a: b, c", "X-Empty", "", "X-Nul", "a\0b"));
        assertEquals(kept.headers(), RawDelivery.headers(kept.headerLines()));
        assertFalse(kept.headerLines().contains("\0"));
    }

    @Test
    void aSubscriptionStaysInQuarantineHoweverOftenItIsRead() {
        Source plain = Requests.source("src", "aws-sns");
        Source source = new Source(
                plain.name(),
                plain.vendor(),
                List.of(),
                Map.of("topics", List.of("arn:aws:sns:us-east-1:123456789012:orders")),
                List.of(),
                plain.publicUrl(),
                plain.maxBody(),
                null);
        Door door = Door.open(Requests.PAGES.named("aws-sns", "vendor"), source, List.of());
        String body =
                "{\"Type\":\"SubscriptionConfirmation\",\"MessageId\":\"m\",\"Timestamp\":\"2026-11-20T06:00:00Z\","
                        + "\"TopicArn\":\"arn:aws:sns:us-east-1:123456789012:orders\","
                        + "\"SubscribeURL\":\"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription\"}";
        List<Item> items = door.reread(door.kept(Requests.post(body)));

        assertEquals(1, items.size());
        assertTrue(String.valueOf(items.get(0).quarantine()).contains("an operator may confirm it"));
        assertEquals(body, new String(items.get(0).payload(), StandardCharsets.UTF_8));
    }

    @Test
    void aHandshakeIsNoEvent() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd\"}";
        Door slack = Requests.door("slack", SECRET);
        assertEquals(List.of(), slack.reread(slack.kept(Requests.post(body, "Content-Type", "application/json"))));
    }
}
