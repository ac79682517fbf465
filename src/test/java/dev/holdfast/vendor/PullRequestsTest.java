package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullWorld.FIXTURES;
import static dev.holdfast.vendor.PullWorld.each;
import static dev.holdfast.vendor.PullWorld.span;
import static dev.holdfast.vendor.PullWorld.world;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Contract;
import dev.holdfast.vendor.pull.Walk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls to vendors hold, exactly: who asks, which version, and no field that the vendor does not document. */
class PullRequestsTest {
    /** Headers that say what is asked, and so belong to a list. */
    private static final Set<String> OF_THE_QUESTION = Set.of("If-Modified-Since", "Content-Type");

    /** What is posted, by vendor, as paths of the body's leaves; GraphQL's text is the vendor's own tests' to check. */
    private static final Map<String, String> POSTED = Map.of(
            "square",
                    "/cursor /limit /query/filter/created_at/end_at /query/filter/created_at/start_at /query/sort/field"
                            + " /query/sort/order",
            "mailgun", "/end /pagination/limit /pagination/sort /pagination/token /start",
            "hubspot",
                    "/after /filterGroups/filters/operator /filterGroups/filters/propertyName /filterGroups/filters/value /limit"
                            + " /sorts",
            "intercom",
                    "/pagination/per_page /pagination/starting_after /query/field /query/operator /query/value"
                            + " /sort/field /sort/order",
            "shopify", "/query /variables/after /variables/q",
            "linear", "/query /variables/after /variables/f /variables/t",
            "plaid", "/access_token /client_id /count /cursor /secret");

    @TestFactory
    Stream<DynamicTest> everyCallSaysWhoAsksAndForWhichVersionAndNothingElse() {
        return each(fixture -> {
            Contract contract = fixture.contract(null);
            Walk walk = contract.walk(fixture.list());
            Call call = walk.next(walk.begin(span(fixture)), fixture.credentials());
            Call whole = contract.authentication()
                    .header(fixture.credentials(), Secret.of("access"))
                    .map(call::with)
                    .orElse(call);
            Map<String, String> sent = new TreeMap<>();
            whole.headers().forEach((name, value) -> sent.put(name, value.reveal()));
            assertEquals(isPost(call), sent.containsKey("Content-Type"), fixture.name());
            sent.keySet().removeAll(OF_THE_QUESTION);
            assertEquals(new TreeMap<>(PullHeaders.of(fixture)), sent, fixture.name());
        });
    }

    private static boolean isPost(Call call) {
        return call.method().equals("POST");
    }

    @TestFactory
    Stream<DynamicTest> whatIsPostedHasTheVendorsFieldsAndNoOther() {
        return each(fixture -> {
            try (PullServer server = new PullServer(fixture, world(fixture), UnaryOperator.identity())) {
                new PullDrive(fixture, server).run(span(fixture));
                Set<String> leaves = new TreeSet<>();
                server.asked().forEach(asked -> leaves(asked.body(), "", leaves));
                String wanted = POSTED.getOrDefault(fixture.page(), "");
                if (server.asked().get(0).method().equals("POST")) {
                    assertEquals(wanted, String.join(" ", leaves), fixture.name());
                } else {
                    assertEquals(Set.of(), leaves, fixture.name());
                }
            }
        });
    }

    private static void leaves(JsonNode node, String path, Set<String> leaves) {
        if (node.isArray()) {
            node.forEach(element -> leaves(element, path, leaves));
        } else if (node.isObject()) {
            node.properties().forEach(field -> leaves(field.getValue(), path + "/" + field.getKey(), leaves));
        } else if (!path.isEmpty()) {
            leaves.add(path);
        }
    }

    @Test
    void theVendorsThatGiveTokensGiveThemWhereTheirDocumentationSays() {
        Map<String, String> urls = new TreeMap<>();
        for (PullFixture fixture : FIXTURES) {
            if (fixture.contract(null).authentication() instanceof Authentication.OAuth2 oauth) {
                urls.put(fixture.page(), oauth.tokenUrl());
            }
        }
        assertEquals(
                Map.of(
                        "hubspot", "https://api.hubapi.com/oauth/v1/token",
                        "paypal", "https://api-m.paypal.com/v1/oauth2/token",
                        "quickbooks", "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
                        "salesforce", "https://acme.my.salesforce.com/services/oauth2/token",
                        "xero", "https://identity.xero.com/connect/token",
                        "zoho-crm", "https://accounts.zoho.com/oauth/v2/token"),
                urls);
    }

    /** What a source may narrow the vendor's list down to, so that the vendor does not tell the rest. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stripe | api-key | event-types | invoice.paid,charge.failed | types%5B%5D=invoice.paid&types%5B%5D=charge.failed",
                "paddle | api-key | notification-setting | ntfset_01 | &notification_setting_id=ntfset_01",
                "square | access-token | event-types | payment.created,refund.updated | \"event_types\":[\"payment.created\",\"refund.updated\"]"
            })
    void aVendorThatFiltersByTypeIsAskedForThoseAlone(
            String page, String credential, String param, String values, String sent) {
        PullFixture fixture = PullFixture.of(page, page.equals("paddle") ? "notifications" : "events")
                .params(param, List.of(values.split(",")))
                .credentials(credential);
        Walk walk = fixture.contract(null).walk(fixture.list());
        Call call = walk.next(walk.begin(span(fixture)), fixture.credentials());
        String whole = call.uri() + new String(call.body(), StandardCharsets.UTF_8);
        assertTrue(whole.contains(sent), whole);
    }
}
