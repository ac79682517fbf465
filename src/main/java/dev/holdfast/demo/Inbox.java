package dev.holdfast.demo;

import dev.holdfast.ops.settings.Demo;
import dev.holdfast.target.SigningKey;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What arrived lately, the newest first, and whether its signature held: a target as a user would write one. */
final class Inbox {
    private static final int KEPT = 50;
    private static final int CHARACTERS_KEPT = 200;

    private final SigningKey.Signer signer = SigningKey.parse(Demo.INBOX_SECRET).signer();
    private final Deque<Letter> letters = new ArrayDeque<>();

    /** One request that arrived, with the beginning of its body. */
    record Letter(Instant at, String id, String type, String attempt, String origin, boolean verified, String body) {}

    /** Keeps a request; tells whether its signature held. */
    synchronized boolean take(Instant at, MultiMap headers, byte[] body) {
        boolean verified = verified(headers, body);
        letters.addFirst(new Letter(
                at,
                text(headers, "webhook-id"),
                text(headers, "ce-type"),
                text(headers, "holdfast-attempt"),
                text(headers, "holdfast-origin"),
                verified,
                beginning(new String(body, StandardCharsets.UTF_8))));
        if (letters.size() > KEPT) {
            letters.removeLast();
        }
        return verified;
    }

    synchronized List<Letter> letters() {
        return new ArrayList<>(letters);
    }

    /** Standard Webhooks: sign {@code id.timestamp.body} with the shared key and compare in constant time. */
    private boolean verified(MultiMap headers, byte[] body) {
        String signed = text(headers, "webhook-id") + '.' + text(headers, "webhook-timestamp") + '.';
        byte[] ours = signer.sign(signed.getBytes(StandardCharsets.UTF_8), body).getBytes(StandardCharsets.UTF_8);
        for (String theirs : text(headers, "webhook-signature").split(" ")) {
            if (MessageDigest.isEqual(ours, theirs.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private static String beginning(String body) {
        return body.substring(0, Math.min(CHARACTERS_KEPT, body.length()));
    }

    private static String text(MultiMap headers, String name) {
        @Nullable String value = headers.get(name);
        return value == null ? "" : value;
    }
}
