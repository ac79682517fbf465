package dev.holdfast.sdk;

import com.adyen.model.notification.Amount;
import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.util.HMACValidator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adyen's library signs and judges; its signature stands in each item. */
record AdyenSdk(String secret) implements Sdk {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String SIGNATURE = "SIGNATURE";

    @Override
    public String vendor() {
        return "adyen";
    }

    @Override
    public Sdk stranger() {
        return new AdyenSdk("FEDCBA9876543210".repeat(4));
    }

    @Override
    public String signatureHeader() {
        return "";
    }

    @Override
    public String timeHeader() {
        return "";
    }

    @Override
    public boolean looksAtTheTime() {
        return false;
    }

    @Override
    public String body(String id) {
        return "{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":{\"additionalData\":{\"hmacSignature\":\""
                + SIGNATURE
                + "\"},\"amount\":{\"currency\":\"EUR\",\"value\":1130},\"pspReference\":\"" + id
                + "\",\"eventCode\":\"AUTHORISATION\",\"eventDate\":\"2026-11-20T06:00:00+01:00\","
                + "\"merchantAccountCode\":\"Shop\",\"merchantReference\":\"order-1\",\"success\":\"true\"}}]}";
    }

    @Override
    public Sent signed(String body, long seconds) throws Exception {
        JsonNode item = JSON.readTree(body).at("/notificationItems/0/NotificationRequestItem");
        String signature = new HMACValidator().calculateHMAC(item(item), secret);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        return new Sent(body.replace(SIGNATURE, signature), headers);
    }

    @Override
    public boolean takes(Sent sent) throws Exception {
        JsonNode items = JSON.readTree(sent.body()).path("notificationItems");
        boolean all = !items.isEmpty();
        for (JsonNode one : items) {
            all &= new HMACValidator().validateHMAC(item(one.path("NotificationRequestItem")), secret);
        }
        return all;
    }

    /** As the library's own reader would make it of the JSON. */
    private static NotificationRequestItem item(JsonNode item) {
        Amount amount = new Amount();
        amount.setCurrency(text(item.at("/amount/currency")));
        amount.setValue(item.at("/amount/value").asLong());
        return new NotificationRequestItem()
                .setPspReference(text(item.path("pspReference")))
                .setOriginalReference(text(item.path("originalReference")))
                .setMerchantAccountCode(text(item.path("merchantAccountCode")))
                .setMerchantReference(text(item.path("merchantReference")))
                .setAmount(amount)
                .setEventCode(text(item.path("eventCode")))
                .setSuccess(item.path("success").asBoolean())
                .setAdditionalData(Map.of("hmacSignature", text(item.at("/additionalData/hmacSignature"))));
    }

    private static String text(JsonNode node) {
        return node.asText("");
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of();
    }
}
