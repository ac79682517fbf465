package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.adyen.model.notification.Amount;
import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.util.HMACValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sendgrid.helpers.eventwebhook.EventWebhook;
import com.slack.api.app_backend.SlackSignature;
import com.squareup.square.utilities.WebhooksHelper;
import com.svix.Webhook;
import com.twilio.security.RequestValidator;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The vendors' own libraries judge our vectors as the vectors say, so that both could not be wrong in one way. */
@ResourceLock("the platform's providers")
class SdkVectorsTest {
    private static final Set<String> WITH_A_LIBRARY =
            Set.of("twilio", "square", "adyen", "sendgrid", "slack", "svix", "codat", "finch");

    /** A library that knows no clock, or looks one way only, cannot say when a time is outside of a window. */
    private static final Set<String> BEYOND_A_LIBRARY =
            Set.of("timestamp_outside_tolerance", "body_not_covered", "malformed_signature", "id_not_signed");

    @BeforeAll
    static void sendGridAsksForBouncyCastleByName() {
        Security.addProvider(new BouncyCastleProvider());
    }

    @AfterAll
    static void othersHaveThePlatformsAlone() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
    }

    @TestFactory
    Stream<DynamicTest> theVendorsLibraryAgrees() {
        return VectorFile.vectors().stream()
                .map(Vector::new)
                .filter(vector -> WITH_A_LIBRARY.contains(vector.vendor())
                        && !BEYOND_A_LIBRARY.contains(
                                vector.json().path("reason").asText()))
                .map(vector ->
                        dynamicTest(vector.id(), () -> assertEquals(vector.isValid(), isTaken(vector), vector.id())));
    }

    private static boolean isTaken(Vector vector) throws Exception {
        return switch (vector.vendor()) {
            case "twilio" -> twilio(vector);
            case "square" ->
                !header(vector, "x-square-hmacsha256-signature").isEmpty()
                        && WebhooksHelper.verifySignature(
                                vector.body(),
                                header(vector, "x-square-hmacsha256-signature"),
                                vector.secret(),
                                vector.url().toString());
            case "adyen" -> adyen(vector);
            case "sendgrid" -> sendGrid(vector);
            case "svix" ->
                isAmong(vector, vector.json().path("alternative").asText(), new Webhook(vector.secret())::sign);
            case "codat" -> isAmong(vector, "webhook", new Webhook(vector.secret())::sign);
            case "finch" -> isAmong(vector, "Finch", new com.standardwebhooks.Webhook(vector.secret())::sign);
            default ->
                new SlackSignature.Verifier(new SlackSignature.Generator(vector.secret()))
                        .isValid(
                                header(vector, "X-Slack-Request-Timestamp"),
                                vector.body(),
                                header(vector, "X-Slack-Signature"),
                                vector.now().toEpochMilli());
        };
    }

    /** What a library signs with; it verifies by the system's clock alone, so what it would have sent is compared. */
    private interface Signing {
        String of(String id, long time, String body) throws Exception;
    }

    private static boolean isAmong(Vector vector, String family, Signing signing) throws Exception {
        String id = family.equals("Finch") ? "Finch-Event-Id" : family + "-id";
        String dash = family + "-";
        String time = header(vector, dash + (family.equals("Finch") ? "Timestamp" : "timestamp"));
        String sent = header(vector, dash + (family.equals("Finch") ? "Signature" : "signature"));
        String signed = signing.of(header(vector, id), Long.parseLong(time), vector.body());
        return Set.of(sent.split(" ")).contains(signed);
    }

    private static String header(Vector vector, String name) {
        return vector.json().path("request").path("headers").path(name).asText();
    }

    private static boolean twilio(Vector vector) throws Exception {
        RequestValidator validator = new RequestValidator(vector.secret());
        String url = vector.url().toString();
        String signature = header(vector, "X-Twilio-Signature");
        if (url.contains("bodySHA256")) {
            return validator.validate(url, vector.body(), signature);
        }
        Map<String, String> form = new LinkedHashMap<>();
        FormReader.read(vector.body()).forEach((name, values) -> form.put(name, values.get(0)));
        return validator.validate(url, form, signature);
    }

    private static boolean sendGrid(Vector vector) throws Exception {
        EventWebhook library = new EventWebhook();
        return library.VerifySignature(
                library.ConvertPublicKeyToECDSA(vector.secret()),
                vector.body(),
                header(vector, "X-Twilio-Email-Event-Webhook-Signature"),
                header(vector, "X-Twilio-Email-Event-Webhook-Timestamp"));
    }

    private static boolean adyen(Vector vector) throws Exception {
        HMACValidator validator = new HMACValidator();
        JsonNode body = new ObjectMapper().readTree(vector.body());
        if (!body.has("notificationItems")) {
            return validator.validateHMAC(header(vector, "HmacSignature"), vector.secret(), vector.body());
        }
        boolean all = true;
        for (JsonNode one : body.path("notificationItems")) {
            JsonNode item = one.path("NotificationRequestItem");
            String signature = item.path("additionalData").path("hmacSignature").asText();
            // The library throws at an item without a signature.
            all &= !signature.isEmpty() && validator.validateHMAC(adyenItem(item, signature), vector.secret());
        }
        return all;
    }

    private static NotificationRequestItem adyenItem(JsonNode item, String signature) {
        Amount amount = new Amount();
        amount.setCurrency(item.path("amount").path("currency").asText());
        amount.setValue(item.path("amount").path("value").asLong());
        return new NotificationRequestItem()
                .setPspReference(item.path("pspReference").asText())
                .setOriginalReference(item.path("originalReference").asText())
                .setMerchantAccountCode(item.path("merchantAccountCode").asText())
                .setMerchantReference(item.path("merchantReference").asText())
                .setAmount(amount)
                .setEventCode(item.path("eventCode").asText())
                .setSuccess(item.path("success").asBoolean())
                .setAdditionalData(Map.of("hmacSignature", signature));
    }
}
