package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What vendors' pages make of events that are not their usual ones: what they are called, and what they are not known by. */
class VendorEventsTest {
    private static final String FORM = "Content-Type;application/x-www-form-urlencoded";

    private static Item item(String vendor, String headers, String body) {
        return item(vendor, headers, body, "1700000000");
    }

    private static Item item(String vendor, String headers, String body, String timestamp) {
        List<String> sent = new ArrayList<>();
        String[] words = headers.replace("FORM", FORM).split(";");
        for (int i = 0; i + 1 < words.length; i += 2) {
            sent.add(words[i]);
            sent.add(words[i + 1]);
        }
        Settings settings = new Settings("src", null, Map.of("known-by", List.of("webhook-id")));
        Request request = Requests.post(body.replace('\'', '"'), sent.toArray(String[]::new));
        Scope scope = new Scope(request, settings).with(new Scope.Signed(timestamp, Requests.NOW, new byte[0]));
        List<Item> items = new Items(Requests.PAGES.named(vendor, "vendor").page(), "src").of(scope);
        assertEquals(1, items.size());
        assertNull(items.get(0).quarantine(), body);
        return items.get(0);
    }

    private static List<EventKey> deciding(Item item) {
        return item.keys().stream().filter(EventKey::decides).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slack           | ; | {'token':'x','type':'app_rate_limited','team_id':'T1','minute_rate_limited':1518467820,'api_app_id':'A1'} | app_rate_limited",
                "slack           | ; | {'type':'event_callback','event_id':'Ev1','event_time':1700000000,'team_id':'T1','event':{}} | event_callback",
                "slack           | FORM | payload=%7B%22type%22%3A%22view_closed%22%7D | view_closed",
                "twilio          | FORM | MessageSid=SM1&SmsStatus=received&AccountSid=AC1 | message.received",
                "twilio          | FORM | MessageSid=SM1&SmsStatus=sent&MessageStatus=delivered&AccountSid=AC1 | message.delivered",
                "twilio          | FORM | MessageSid=SM1&AccountSid=AC1 | message",
                "meta            | ; | {'object':'page','entry':[{'id':'1','time':1,'changes':[{'field':'feed','value':{}}]}]} | page.feed",
                "meta            | ; | {'object':'whatsapp_business_account','entry':[{'id':'1','changes':[{'field':'messages','value':{'messages':[{'from':'1','id':'w'}]}}]}]} | whatsapp_business_account.messages",
                "meta            | ; | {'object':'whatsapp_business_account','entry':[{'id':'1','changes':[{'field':'messages','value':{'statuses':[{'status':'read','id':'w'}]}}]}]} | whatsapp_business_account.messages.read",
                "meta            | ; | {'object':'instagram','entry':[{'id':'1','messaging':[{'sender':{'id':'1'},'message':{'mid':'m'}}]}]} | instagram.messaging",
                "meta            | ; | {'entry':[{'id':'1','time':1,'changes':[{'field':'feed','value':{}}]}]} | feed",
                "microsoft-graph | ; | {'value':[{'changeType':'updated','resource':'Users/1/Messages/2'}]} | updated.Users/1/Messages/2",
                "microsoft-graph | ; | {'value':[{'lifecycleEvent':'missed','subscriptionId':'s'}]} | missed",
                "shopify         | shopify-topic;Order;shopify-shop-domain;a.myshopify.com;shopify-webhook-id;w | {} | Order",
                "shopify         | shopify-topic;Order;shopify-action;create;shopify-shop-domain;a.myshopify.com | {} | Order/create",
                "hubspot         | ; | [{'portalId':1,'subscriptionId':2,'eventId':3,'occurredAt':4,'fromObjectId':5,'toObjectId':6,'subscriptionType':'deal.associationChange'}] | deal.associationChange"
            })
    void eachHasTheNameThatTheVendorGivesIt(String vendor, String headers, String body, String type) {
        assertEquals(type, item(vendor, headers, body).type());
    }

    /** Each of them can happen again, word for word. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slack           | ; | {'type':'app_rate_limited','team_id':'T1','minute_rate_limited':1518467820}",
                "microsoft-graph | ; | {'value':[{'subscriptionId':'s','changeType':'updated','resource':'me/events/1','resourceData':{'id':'1'}}]}",
                "microsoft-graph | ; | {'value':[{'lifecycleEvent':'missed','subscriptionId':'s'}]}",
                "merge           | ; | {'hook':{'event':'Issue.resolved'},'linked_account':{'id':'l'},'data':{'id':'d'}}",
                "sentry          | Sentry-Hook-Resource;issue | {'action':'unresolved'}",
                "lemonsqueezy    | ; | {'meta':{'event_name':'n'},'data':{'type':'t','id':'1','attributes':{}}}",
                "twilio          | FORM | MessageSid=SM1&AccountSid=AC1"
            })
    void whatTheVendorGivesNoIdIsKnownByNothing(String vendor, String headers, String body) {
        assertEquals(List.of(), deciding(item(vendor, headers, body)));
    }

    /** The same body every time; another attempt at it may be another event. */
    @Test
    void ofPlaidOnlyTheSameRequestIsARepeat() {
        String body = "{'webhook_type':'TRANSACTIONS','webhook_code':'SYNC_UPDATES_AVAILABLE','item_id':'i'}";
        assertEquals(
                deciding(item("plaid", ";", body, "1700000000")), deciding(item("plaid", ";", body, "1700000000")));
        assertNotEquals(
                deciding(item("plaid", ";", body, "1700000000")), deciding(item("plaid", ";", body, "1700086400")));
    }

    /** One who has seen a request and sends it again under another name that nobody signed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gitlab | webhook-id;m1;Idempotency-Key;%s | {'object_kind':'push'}",
                "twilio | FORM;I-Twilio-Idempotency-Token;%s | MessageSid=SM1&MessageStatus=sent&AccountSid=AC1",
                "twilio | FORM;I-Twilio-Idempotency-Token;%s | CallSid=CA1&CallStatus=ringing&AccountSid=AC1",
                "codat  | webhook-id;m1;Idempotency-Key;%s | {'eventType':'read.completed'}"
            })
    void whatIsNotSignedIsNoIdWhereSomethingIs(String vendor, String headers, String body) {
        List<EventKey> first = deciding(item(vendor, headers.formatted("a"), body));
        assertEquals(1, first.size());
        assertEquals(first, deciding(item(vendor, headers.formatted("b"), body)));
    }

    /** A message and what later befalls it bear one id. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'message':{'mid':'M','is_deleted':true}",
                "'reaction':{'mid':'M','action':'react','emoji':'x'}",
                "'read':{'mid':'M'}",
                "'message_edit':{'mid':'M','text':'b','num_edit':1}"
            })
    void whatBecomesOfAMetaMessageIsAnEventOfItsOwn(String change) {
        String body = "{'object':'instagram','entry':[{'id':'1','time':1,'messaging':"
                + "[{'sender':{'id':'1'},'recipient':{'id':'2'},'timestamp':1700000000123,%s}]}]}";
        Item message = item("meta", ";", body.formatted("'message':{'mid':'M','text':'a'}"));
        Item changed = item("meta", ";", body.formatted(change));
        assertEquals(1, deciding(changed).size());
        assertEquals(deciding(changed), deciding(item("meta", ";", body.formatted(change))));
        assertNotEquals(deciding(message), deciding(changed));
    }

    /** The day of a notification is none of the fields that Adyen signs: one that was captured could bear another. */
    @Test
    void ofAdyenAnotherDayThatNobodySignedIsNoOtherEvent() {
        String body = "{'notificationItems':[{'NotificationRequestItem':{'merchantAccountCode':'m','pspReference':'1',"
                + "'eventCode':'CAPTURE','success':'true','eventDate':'2026-01-0%dT00:00:00+01:00'}}]}";
        assertEquals(deciding(item("adyen", ";", body.formatted(2))), deciding(item("adyen", ";", body.formatted(3))));
    }

    /** A call asks again in the same status, with what was pressed. */
    @Test
    void ofACallInOneStatusEachQuestionIsAnEvent() {
        String asked = "CallSid=CA1&CallStatus=in-progress&AccountSid=AC1&Digits=";
        assertNotEquals(deciding(item("twilio", "FORM", asked + "1")), deciding(item("twilio", "FORM", asked + "2")));
    }
}
