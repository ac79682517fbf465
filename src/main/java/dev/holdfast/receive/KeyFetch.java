package dev.holdfast.receive;

import dev.holdfast.vendor.Door;
import dev.holdfast.vendor.KeyRequest;
import io.vertx.core.AsyncResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One fetch of one key, and the deliveries that wait for it. Guarded by {@link KeyFetcher}'s lock. */
final class KeyFetch {
    /** 4xx that say something of us or of the moment, and nothing of the key. */
    private static final Set<Integer> NOT_ABOUT_THE_KEY = Set.of(401, 407, 408, 425, 429);

    final String source;
    final KeyRequest request;
    final Door door;
    final long beganNanos;
    final List<Waiting> waiting = new ArrayList<>();

    /** How a fetch ended. */
    enum End {
        /** A key. */
        KEPT,
        /** The vendor has no such key. */
        NONE,
        /** An answer without a key that may be used. */
        USELESS,
        /** No answer, or one that says nothing of the key. */
        FAILED,
        /** Not begun: more than strangers may make us fetch, or more than may wait. */
        LIMITED;

        /** The word in metrics and logs. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the door knows more than before. */
        boolean isTold() {
            return this == KEPT || this == NONE || this == USELESS;
        }
    }

    /**
     * One delivery that waits.
     *
     * @param bytes that it holds
     * @param resume goes on, where the delivery came from
     */
    record Waiting(String source, int bytes, Resume resume) {}

    /** What to do when the wait is over. */
    @FunctionalInterface
    interface Resume {
        /** @param told whether the door can tell now; if not, the vendor must come again */
        void with(boolean told);
    }

    KeyFetch(String source, KeyRequest request, Door door, long beganNanos) {
        this.source = source;
        this.request = request;
        this.door = door;
        this.beganNanos = beganNanos;
    }

    /** Gives the door what was answered. Never throws: deliveries wait for the end. */
    End judge(AsyncResult<KeyServer.Answer> result, Instant now) {
        try {
            return judged(result, now);
        } catch (RuntimeException | StackOverflowError e) {
            return End.FAILED;
        }
    }

    private End judged(AsyncResult<KeyServer.Answer> result, Instant now) {
        int status = result.failed() ? 0 : result.result().status();
        if (status / 100 == 2) {
            return door.keep(request, result.result().body(), now) ? End.KEPT : End.USELESS;
        }
        if (status / 100 == 4 && !NOT_ABOUT_THE_KEY.contains(status)) {
            door.nothing(request, now);
            return End.NONE;
        }
        return End.FAILED;
    }
}
