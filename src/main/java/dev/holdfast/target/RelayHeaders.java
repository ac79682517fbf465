package dev.holdfast.target;

import dev.holdfast.event.Event;
import dev.holdfast.event.EventId;
import dev.holdfast.event.Item;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one attempt: Standard Webhooks, CloudEvents in binary mode, and ours.
 *
 * <p>Every value is ours or encoded; no text of a vendor's reaches the wire as it came, but for a harmless content type. It
 * keeps the keys loaded and the last second's text, so it is not thread-safe.
 */
final class RelayHeaders {
    private static final CharSequence WEBHOOK_ID = HttpHeaders.createOptimized("webhook-id");
    private static final CharSequence WEBHOOK_TIMESTAMP = HttpHeaders.createOptimized("webhook-timestamp");
    private static final CharSequence WEBHOOK_SIGNATURE = HttpHeaders.createOptimized("webhook-signature");
    private static final CharSequence CE_SPECVERSION = HttpHeaders.createOptimized("ce-specversion");
    private static final CharSequence CE_ID = HttpHeaders.createOptimized("ce-id");
    private static final CharSequence CE_SOURCE = HttpHeaders.createOptimized("ce-source");
    private static final CharSequence CE_TYPE = HttpHeaders.createOptimized("ce-type");
    private static final CharSequence CE_TIME = HttpHeaders.createOptimized("ce-time");
    private static final CharSequence CE_SUBJECT = HttpHeaders.createOptimized("ce-subject");
    private static final CharSequence ATTEMPT = HttpHeaders.createOptimized("holdfast-attempt");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("holdfast-origin");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence HOLDFAST = HttpHeaders.createOptimized("holdfast");
    private static final CharSequence ONE_POINT_ZERO = HttpHeaders.createOptimized("1.0");
    private static final CharSequence OCTET_STREAM = HttpHeaders.createOptimized("application/octet-stream");

    private static final int MAX_SUBJECT = 1024;

    /** RFC 3339 has four digits for the year. */
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final Signatures signatures;
    private final InstantSource clock;
    private final RandomGenerator random;
    /** As many entries as the configuration has sources. */
    private final Map<String, String> sources = new HashMap<>();

    private long second = Long.MIN_VALUE;
    private String secondText = "";

    RelayHeaders(List<SigningKey> keys, InstantSource clock, RandomGenerator random) {
        this.signatures = new Signatures(keys);
        this.clock = clock;
        this.random = random;
    }

    /** Adds everything but {@code host} and {@code content-length}. */
    void write(Outgoing outgoing, MultiMap headers) {
        Event event = outgoing.event();
        Item item = event.item();
        String id = EventId.text(event.id());
        String timestamp = timestamp();
        headers.add(HttpHeaders.USER_AGENT, HOLDFAST)
                .add(HttpHeaders.CONTENT_TYPE, contentType(item))
                .add(WEBHOOK_ID, id)
                .add(WEBHOOK_TIMESTAMP, timestamp)
                .add(CE_SPECVERSION, ONE_POINT_ZERO)
                .add(CE_ID, id)
                .add(CE_SOURCE, sources.computeIfAbsent(event.source(), RelayHeaders::source))
                .add(CE_TYPE, HeaderText.encode(item.type()))
                .add(CE_TIME, time(event))
                .add(ATTEMPT, Integer.toString(outgoing.attempt()))
                .add(ORIGIN, event.origin().word())
                .add(TRACEPARENT, TraceParent.of(event.id(), random.nextLong()));
        if (signatures.any()) {
            headers.add(WEBHOOK_SIGNATURE, signatures.of(id, timestamp, item.payload()));
        }
        addSubject(item.subject(), headers);
    }

    /** Left out when it is too long: it is optional, and a target that refuses large headers would never get the event. */
    private static void addSubject(@Nullable String subject, MultiMap headers) {
        String encoded = subject == null ? "" : HeaderText.encode(subject);
        if (!encoded.isEmpty() && encoded.length() <= MAX_SUBJECT) {
            headers.add(CE_SUBJECT, encoded);
        }
    }

    private String timestamp() {
        long now = Math.floorDiv(clock.millis(), 1000);
        if (now != second) {
            second = now;
            secondText = Long.toString(now);
        }
        return secondText;
    }

    private static CharSequence contentType(Item item) {
        String type = item.contentType();
        return type != null && HeaderText.isContentType(type) ? type : OCTET_STREAM;
    }

    private static String source(String name) {
        return "/sources/" + HeaderText.encode(name);
    }

    private static String time(Event event) {
        Instant time = event.item().time();
        return time == null || time.isBefore(YEAR_0) || !time.isBefore(YEAR_10000)
                ? Instant.ofEpochMilli(event.receivedMillis()).toString()
                : time.toString();
    }
}
