package dev.holdfast.reconcile.token;

import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a token URL answered (RFC 6749, 5.1 and 5.2, and what vendors make of it). Quotes nothing but error codes. */
sealed interface TokenAnswer {

    /**
     * A token.
     *
     * @param refresh null when the old one goes on
     * @param lifetime null when it is not told
     */
    record Granted(
            Secret access,
            @Nullable Secret refresh,
            @Nullable Duration lifetime) implements TokenAnswer {}

    /** What was given for it counts no more; only another one will do. */
    record Revoked(String why) implements TokenAnswer {}

    /** The client or the request is at fault: an operator must act. */
    record Refused(String why) implements TokenAnswer {}

    /** Not now; {@code after} as the vendor says, or null. */
    record Failed(String why, @Nullable Duration after) implements TokenAnswer {}

    /** How vendors say that a refresh token, or an assertion, is void. */
    Set<String> VOID = Set.of(
            "invalid_grant",
            "invalid_refresh_token",
            "token_revoked",
            "token_expired",
            "invalid_code",
            "BAD_REFRESH_TOKEN");

    /** Errors that pass. The last is what a vendor says of too many requests. */
    Set<String> PASSING =
            Set.of("temporarily_unavailable", "server_error", "slow_down", "ratelimited", "Access Denied");

    Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");
    Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_. -]{0,63}");
    Duration LONGEST_LIFE = Duration.ofDays(366);
    Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Reads it; never throws. */
    static TokenAnswer read(Answer answer) {
        int status = answer.status();
        if (status == 429 || status == 408 || status >= 500) {
            return new Failed("the token URL answered " + status, after(answer));
        }
        JsonObject json = json(answer.body());
        String code = json == null ? null : code(json);
        String said = "the token URL answered " + status + (code == null ? "" : " " + code);
        if (code != null && PASSING.contains(code)) {
            return new Failed(said, after(answer));
        }
        if (code != null && VOID.contains(code)) {
            return new Revoked(said);
        }
        if (status / 100 != 2 || code != null) {
            return new Refused(said);
        }
        return json == null ? new Failed("the token URL answered no JSON object", null) : granted(json);
    }

    private static TokenAnswer granted(JsonObject json) {
        String access = text(json, "access_token");
        if (access == null || !TOKEN.matcher(access).matches()) {
            return new Failed("the token URL answered without an access token", null);
        }
        String refresh = text(json, "refresh_token");
        if (refresh != null && !refresh.isEmpty() && !TOKEN.matcher(refresh).matches()) {
            return new Failed("the token URL answered a refresh token that is none", null);
        }
        Object lifetime = json.getValue("expires_in");
        Long seconds = seconds(lifetime);
        if (lifetime != null && (seconds == null || seconds <= 0)) {
            return new Failed("the token URL answered an expires_in that makes no sense", null);
        }
        boolean told = seconds != null && seconds <= LONGEST_LIFE.toSeconds();
        return new Granted(
                Secret.of(access),
                refresh == null || refresh.isEmpty() ? null : Secret.of(refresh),
                told && seconds != null ? Duration.ofSeconds(seconds) : null);
    }

    private static @Nullable JsonObject json(byte[] body) {
        try {
            return new JsonObject(Buffer.buffer(body));
        } catch (DecodeException | ClassCastException e) {
            // The parser's own words quote what it read.
            return null;
        }
    }

    /** Some vendors say it in {@code status}, and some under 200. */
    private static @Nullable String code(JsonObject json) {
        String code = text(json, "error") != null ? text(json, "error") : text(json, "status");
        boolean refused = json.containsKey("error") || Boolean.FALSE.equals(json.getValue("ok"));
        if (code == null || !CODE.matcher(code).matches()) {
            return refused ? "an error" : null;
        }
        return refused || VOID.contains(code) ? code : null;
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : null;
    }

    /** A number or digits; what is too large for a long is the largest. */
    private static @Nullable Long seconds(@Nullable Object value) {
        if (value instanceof Number number) {
            return (long) number.doubleValue();
        }
        return value instanceof String digits && digits.matches("[0-9]{1,18}") ? Long.valueOf(digits) : null;
    }

    private static @Nullable Duration after(Answer answer) {
        String header = answer.header("Retry-After");
        if (header == null) {
            return null;
        }
        if (header.matches("[0-9]{1,9}")) {
            return capped(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
            return capped(Duration.between(answer.received(), then));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
