package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two pushes that tell of one object in one state are two deliveries, and one state: neither may be dropped for the
 * other, and a pull that finds the state knows it by either.
 */
class TwoKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hubspot   | ; | {'portalId':1,'subscriptionId':2,'eventId':%d,'occurredAt':1700000000000,'objectId':9,'subscriptionType':'deal.creation'}",
                "shopify   | X-Shopify-Topic;orders/updated;X-Shopify-Shop-Domain;a.myshopify.com;X-Shopify-Webhook-Id;w%d | {'admin_graphql_api_id':'gid://1','updated_at':'2026-01-01T00:00:00+02:00'}",
                "pipedrive | ; | {'meta':{'version':'2.0','webhook_id':7,'id':'m%d','action':'change','entity':'deal','entity_id':3,'company_id':4,'timestamp':'2026-01-01T00:00:00Z'},'data':{'update_time':'2026-01-01T00:00:00Z'}}",
                "zoho-crm  | ; | {'module':'Deals','operation':'op%d','ids':['1'],'channel_id':'c','server_time':1700000000123,'token':'t'}",
                "merge     | ; | {'hook':{'id':'h','event':'Candidate.e%d'},'linked_account':{'id':'l'},'data':{'id':'d','modified_at':'2026-01-01T00:00:00.123456Z'}}",
                "finch     | Finch-Event-Id;msg_%d | {'event_type':'payment.created','connection_id':'c','data':{'payment_id':'p'}}",
                "finch     | Finch-Event-Id;msg_%d | {'event_type':'job.data_sync_all.completed','connection_id':'c','data':{'job_id':'j','job_url':'u'}}",
                "codat     | webhook-id;msg_%d | {'eventType':'invoices.write.successful','generatedDate':'2026-01-01T00:00:00Z','payload':{'id':'p'}}",
                "linear    | Linear-Delivery;d%d | {'type':'Issue','action':'update','createdAt':'2026-01-01T00:00:00Z','organizationId':'o','data':{'id':'i','updatedAt':'2026-01-01T00:00:00.5Z'}}",
                "intercom  | ; | {'id':'notif_%d','topic':'t','created_at':1700000000,'app_id':'a','data':{'item':{'type':'conversation','id':'1','updated_at':1700000000}}}",
                "xero      | ; | {'events':[{'tenantId':'t','eventCategory':'INVOICE','resourceId':'r','eventType':'T%d','eventDateUtc':'2026-01-01 00:00:00.5'}]}",
                "quickbooks| ; | {'eventNotifications':[{'realmId':'1','dataChangeEvent':{'entities':[{'name':'Bill','id':'2','operation':'o%d','lastUpdated':'2026-01-01T00:00:00-08:00'}]}}]}",
                "jira      | X-Atlassian-Webhook-Identifier;w%d | {'webhookEvent':'e','timestamp':1700000000123,'issue':{'id':'1','fields':{'updated':'2026-01-01T00:00:00.123+0000'}}}",
                "woocommerce | X-WC-Webhook-Delivery-ID;d%d;X-WC-Webhook-Topic;t;X-WC-Webhook-Source;https://a/;X-WC-Webhook-Resource;order | {'id':7,'date_modified_gmt':'2026-01-01T00:00:00'}",
                "typeform  | ; | {'event_id':'e%d','event_type':'form_response','form_response':{'token':'t','submitted_at':'2026-01-01T00:00:00Z'}}",
                "calendly  | ; | {'event':'invitee.e%d','created_at':'2026-01-01T00:00:00Z','payload':{'uri':'https://u','updated_at':'2026-01-01T00:00:00.123456Z'}}",
                "sendgrid  | ; | [{'sg_event_id':'e%d','sg_message_id':'m','event':'open','timestamp':1700000000}]",
                "lemonsqueezy | ; | {'meta':{'event_name':'n%d'},'data':{'type':'orders','id':'1','attributes':{'updated_at':'2026-01-01T00:00:00.000000Z'}}}"
            })
    void twoPushesOfOneStateAreTwoDeliveriesAndOneState(String vendor, String headers, String body) {
        Item first = item(vendor, headers, body, 1);
        Item again = item(vendor, headers, body, 1);
        Item second = item(vendor, headers, body, 2);
        assertNull(first.quarantine());
        assertEquals(2, first.keys().size(), "a delivery's key and a state's");
        EventKey delivery = first.keys().get(0);
        EventKey state = first.keys().get(1);
        assertEquals(List.of(true, false), List.of(delivery.decides(), state.decides()));
        assertEquals(first.keys(), again.keys(), "the same on a retry");
        assertNotEquals(delivery, second.keys().get(0));
        assertEquals(state, second.keys().get(1));
        assertNotEquals(delivery.value(), state.value());
    }

    /** What merely has an id of the same name is no write: nothing that is listed has it. */
    @Test
    void ofCodatsMessagesOnlyAWriteIsAState() {
        String read =
                "{'eventType':'invoices.read.completed','generatedDate':'2026-01-01T00:00:00Z','payload':{'id':'p'}}";
        assertEquals(1, item("codat", "webhook-id;msg_%d", read, 1).keys().size());
    }

    private static Item item(String vendor, String headers, String body, int n) {
        List<String> sent = new ArrayList<>(List.of("Content-Type", "application/json"));
        String[] words = headers.formatted(n).split(";");
        for (int i = 0; i + 1 < words.length; i += 2) {
            sent.add(words[i]);
            sent.add(words[i + 1]);
        }
        Request request = Requests.post(body.replace('\'', '"').formatted(n), sent.toArray(String[]::new));
        Settings settings = new Settings(
                "src",
                URI.create("https://hooks.example.com/in").toString(),
                Map.of("org", List.of("5"), "known-by", List.of("webhook-id")));
        Items items = new Items(Requests.PAGES.named(vendor, "vendor").page(), "src");
        List<Item> all = items.of(new Scope(request, settings));
        assertEquals(1, all.size());
        return all.get(0);
    }
}
