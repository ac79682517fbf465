package dev.holdfast.sdk;

import com.twilio.security.RequestValidator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Twilio's library judges what the documented formula signs: the URL, then the form's fields by name. */
record TwilioSdk(String secret) implements Sdk {
    @Override
    public String vendor() {
        return "twilio";
    }

    @Override
    public Sdk stranger() {
        return new TwilioSdk("fedcba9876543210fedcba9876543210");
    }

    @Override
    public String signatureHeader() {
        return "X-Twilio-Signature";
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
        return "MessageSid=" + id + "&MessageStatus=delivered&AccountSid=AC1&To=%2B4917012345&Body=a+b";
    }

    @Override
    public Sent signed(String body, long seconds) {
        StringBuilder text = new StringBuilder(URL);
        new TreeMap<>(form(body)).forEach((name, value) -> text.append(name).append(value));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put(signatureHeader(), Formula.hmacBase64("HmacSHA1", secret, text.toString()));
        return new Sent(body, headers);
    }

    /** As a servlet container would hand it to the library: the first value of a name. */
    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int at = pair.indexOf('=');
            String name = at < 0 ? pair : pair.substring(0, at);
            if (!pair.isEmpty()) {
                form.putIfAbsent(decoded(name), at < 0 ? "" : decoded(pair.substring(at + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public boolean takes(Sent sent) {
        return new RequestValidator(secret).validate(URL, form(sent.body()), sent.header(signatureHeader()));
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of();
    }

    @Override
    public int status() {
        return 204;
    }
}
