package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to a vendor once its delivery is kept, where that depends on what it asked. */
class VendorAnswersTest {
    private static final String SECRET = "a secret of enough bytes";

    private static Reply answer(String vendor, String body, String... headers) {
        Page page = Requests.PAGES.named(vendor, "vendor").page();
        Scope scope = new Scope(
                Requests.post(body.replace('\'', '"'), headers), new Settings("src", null, java.util.Map.of()));
        return Answer.of(page.answers(), scope);
    }

    private static String said(Reply reply) {
        return reply.status() + " " + reply.contentType() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CallSid=CA1&CallStatus=ringing | 200 text/xml <Response/>",
                "CallSid=CA1&CallStatus=completed&CallbackSource=call-progress-events | 204 null ",
                "MessageSid=SM1&SmsStatus=received | 200 text/xml <Response/>",
                "MessageSid=SM1&SmsStatus=sent&MessageStatus=sent | 204 null ",
                "Other=1 | 204 null "
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void twilioIsToldWhatToDoWhereItAsks(String body, String answer) {
        Reply reply = answer("twilio", body, "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(answer, said(reply).strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':2,'id':'1'} | 200 application/json {\"type\":5}",
                "{'type':3,'id':'1'} | 200 application/json {\"type\":6}",
                "{'type':4,'id':'1'} | 200 application/json {\"type\":8,\"data\":{\"choices\":[]}}",
                "{'type':5,'id':'1'} | 200 application/json {\"type\":5}",
                "{'type':1,'event':{'type':'T'}} | 204 null"
            })
    void discordsInteractionsAreToldWhatWillCome(String body, String answer) {
        assertEquals(answer, said(answer("discord", body)).strip());
    }

    @Test
    void cloudEventsAreStoredAndNoMore() {
        Outcome outcome = Requests.door("cloudevents", SECRET)
                .admit(
                        Requests.post(
                                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\"}",
                                "Authorization",
                                "Bearer " + SECRET),
                        NOW);
        Reply reply = assertInstanceOf(Outcome.Admitted.class, outcome).reply();
        assertEquals(202, reply.status());
        assertNull(reply.contentType());
    }

    /** It is not signed and says nothing: it is told what it wants to hear, and nothing is kept. */
    @Test
    void wooCommercesPingIsAnsweredAndNothingElseIsWithoutASignature() {
        Door door = Requests.door("woocommerce", SECRET);
        String form = "application/x-www-form-urlencoded";
        Reply reply = assertInstanceOf(
                        Outcome.Answered.class, door.admit(Requests.post("webhook_id=12", "Content-Type", form), NOW))
                .reply();
        assertEquals("200 null ", said(reply));
        for (List<String> headers : List.of(
                List.of("Content-Type", form, "X-WC-Webhook-Topic", "order.created"),
                List.of("Content-Type", form, "X-WC-Webhook-Signature", "AAAA"),
                List.of("Content-Type", "application/json"))) {
            Request request = Requests.post("webhook_id=12", headers.toArray(String[]::new));
            assertInstanceOf(Outcome.Refused.class, door.admit(request, NOW), headers::toString);
        }
    }

    private static final String PAGE = """
            title: T
            methods: [POST, DELETE]
            signature: { scheme: equals, value: header:X-Key, weakness: a token only }
            event: { id: header:X-Id, type: { first: [body:/type, text:bare] } }
            answer:
              - { when: { "body:/type": a }, status: 201, json: { a: [1, { b: no }] } }
              - { when: { "header:X-Say": present }, body: said }
              - { status: 202 }
            """;

    @Test
    void theFirstThatFitsIsGiven() {
        Door door = Requests.doorOf(PAGE, SECRET);
        assertEquals("201 application/json {\"a\":[1,{\"b\":\"no\"}]}", said(reply(door, "{\"type\":\"a\"}", "X-Say")));
        assertEquals("200 text/plain said", said(reply(door, "{\"type\":\"b\"}", "X-Say")));
        assertEquals("202 null ", said(reply(door, "{\"type\":\"b\"}", "X-Other")));
        assertEquals("202 null ", said(reply(door, "no JSON {", "X-Other")), "what is not understood too");
    }

    private static Reply reply(Door door, String body, String header) {
        Outcome outcome = door.admit(Requests.post(body, "X-Key", SECRET, header, "1"), NOW);
        return assertInstanceOf(Outcome.Admitted.class, outcome).reply();
    }

    @Test
    void aDeliveryMayComeByAnotherMethodWithoutABody() {
        Door door = Requests.doorOf(PAGE, SECRET);
        assertEquals(java.util.Set.of("POST", "DELETE"), door.methods());
        Outcome outcome = door.admit(
                new Request("DELETE", null, Requests.headers("X-Key", SECRET, "X-Id", "1"), new byte[0], NOW), NOW);
        var item = assertInstanceOf(Outcome.Admitted.class, outcome).items().get(0);
        assertNull(item.quarantine());
        assertEquals(List.of("1", "bare"), List.of(item.deliveryId(), item.type()));
        assertEquals(
                new Outcome.Refused(Cause.HANDSHAKE_REFUSED),
                door.admit(
                        new Request("PUT", null, Requests.headers("X-Key", SECRET, "X-Id", "1"), new byte[0], NOW),
                        NOW));
        assertEquals(
                "quarantined",
                ((Outcome.Admitted) door.admit(Requests.post("", "X-Key", SECRET), NOW))
                        .items()
                        .get(0)
                        .type(),
                "a POST without a body is no JSON");
    }
}
