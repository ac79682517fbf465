package dev.holdfast.sdk;

import com.slack.api.app_backend.SlackSignature;
import java.util.LinkedHashMap;
import java.util.Map;

/** slack-app-backend signs and judges. */
record SlackSdk(String secret) implements Sdk {
    private static final String TIME = "X-Slack-Request-Timestamp";

    @Override
    public String vendor() {
        return "slack";
    }

    @Override
    public Sdk stranger() {
        return new SlackSdk("another signing secret of Slack's");
    }

    @Override
    public String signatureHeader() {
        return "X-Slack-Signature";
    }

    @Override
    public String timeHeader() {
        return TIME;
    }

    @Override
    public boolean looksAtTheTime() {
        return true;
    }

    @Override
    public String body(String id) {
        return "{\"type\":\"event_callback\",\"event_id\":\"" + id
                + "\",\"event_time\":1700000000,\"team_id\":\"T1\",\"event\":{\"type\":\"message\",\"channel\":\"C1\",\"ts\":\"1.2\"}}";
    }

    @Override
    public Sent signed(String body, long seconds) {
        String time = Long.toString(seconds);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put(TIME, time);
        headers.put(signatureHeader(), new SlackSignature.Generator(secret).generate(time, body));
        return new Sent(body, headers);
    }

    @Override
    public boolean takes(Sent sent) {
        return new SlackSignature.Verifier(new SlackSignature.Generator(secret))
                .isValid(sent.header(TIME), sent.body(), sent.header(signatureHeader()), System.currentTimeMillis());
    }

    @Override
    public Map<String, String> stricter() {
        return Map.of("signed in the future", "the library looks for old times only, we look both ways");
    }
}
