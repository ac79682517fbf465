package dev.holdfast.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.Event;
import dev.holdfast.event.Item;
import dev.holdfast.event.Origin;
import dev.holdfast.journal.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long what waits for its first attempt has waited. */
class BacklogTest {
    private final Backlog backlog = new Backlog();
    private final Feed own = new Feed(null);
    private final Feed adopted = new Feed(null);

    @Test
    void whatHasWaitedLongestInAnyFeedCounts() {
        assertEquals(0, age(90_000));
        own.found(List.of(message(1, 60_000, 0), message(2, 20_000, 0)));
        adopted.found(List.of(message(3, 50_000, 0)));
        assertEquals(40, age(90_000), "the first of a feed is the oldest of it that was not sent");
        adopted.poll();
        assertEquals(30, age(90_000));
        own.poll();
        own.poll();
        assertEquals(0, age(90_000));
    }

    @Test
    void whatFailedBeforeIsOnItsScheduleAndDoesNotCount() {
        own.found(List.of(message(1, 10_000, 3)));
        assertEquals(0, age(90_000));
    }

    @Test
    void aClockThatWasSetBackIsNoAgeBelowNothing() {
        own.found(List.of(message(1, 60_000, 0)));
        assertEquals(0, age(50_000));
    }

    private double age(long nowMillis) {
        backlog.look(List.of(own, adopted));
        return backlog.ageSeconds(nowMillis);
    }

    private static Message message(long id, long receivedMillis, int attempts) {
        Item item = new Item("t", null, List.of(), null, null, null, null, new byte[1], null);
        return new Message(null, 1, new Event(id, "s", Origin.PUSH, receivedMillis, item), attempts);
    }
}
