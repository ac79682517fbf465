package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.vendor.pull.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How vendors answer at their token URLs. */
class TokenAnswerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T06:00:00Z");

    private static TokenAnswer read(int status, Map<String, List<String>> headers, String body) {
        return TokenAnswer.read(new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8), NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"error\":\"invalid_grant\"} | Revoked",
                "200 | {\"ok\":false,\"error\":\"invalid_refresh_token\"} | Revoked",
                "200 | {\"error\":\"invalid_code\"} | Revoked",
                "400 | {\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"canary\"} | Revoked",
                "401 | {\"error\":\"invalid_client\"} | Refused",
                "400 | {\"error\":{\"code\":7}} | Refused",
                "400 | canary | Refused",
                "302 | canary | Refused",
                "400 | {\"error\":\"Access Denied\",\"error_description\":\"too many requests\"} | Failed",
                "400 | {\"error\":\"temporarily_unavailable\"} | Failed",
                "500 | {\"error\":\"invalid_grant\"} | Failed",
                "200 | {} | Failed",
                "200 | {\"ok\":true,\"access_token\":\"xoxe-1\",\"expires_in\":43200} | Granted",
                "200 | {\"status\":\"active\",\"access_token\":\"t\"} | Granted",
            })
    void answersOfVendors(int status, String body, String kind) {
        TokenAnswer answer = read(status, Map.of(), body);
        assertEquals(kind, answer.getClass().getSimpleName());
        assertFalse(answer.toString().contains("canary"), answer::toString);
    }

    @Test
    void anErrorThatIsNoCodeIsNotQuoted() {
        assertEquals(
                new TokenAnswer.Refused("the token URL answered 400 an error"),
                read(400, Map.of(), "{\"error\":\"<script>canary\"}"));
    }

    @Test
    void whenToComeAgainIsSecondsOrADate() {
        Map<String, Duration> waits = Map.of(
                "7", Duration.ofSeconds(7),
                "Fri, 20 Nov 2026 06:00:30 GMT", Duration.ofSeconds(30),
                "Fri, 20 Nov 2026 05:00:00 GMT", Duration.ZERO,
                "999999999", Duration.ofHours(1));
        waits.forEach((header, wait) -> assertEquals(
                new TokenAnswer.Failed("the token URL answered 503", wait),
                read(503, Map.of("Retry-After", List.of(header)), "")));
        assertEquals(
                new TokenAnswer.Failed("the token URL answered 503", null),
                read(503, Map.of("Retry-After", List.of("soon")), ""));
    }
}
