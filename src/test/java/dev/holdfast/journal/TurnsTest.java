package dev.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int THREADS = 4;
    private static final int STEPS = 20_000;

    private final Turns turns = new Turns();

    /** Guarded by the turns alone. */
    private int count;

    @Test
    void stepsOfManyThreadsNeverOverlapAndNoneIsForgotten() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(THREADS * STEPS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(() -> {
                for (int s = 0; s < STEPS; s++) {
                    turns.take(() -> {
                        overlaps.addAndGet(inside.getAndIncrement());
                        count++;
                        inside.decrementAndGet();
                        done.countDown();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        done.await();

        assertEquals(0, overlaps.get());
        assertEquals(THREADS * STEPS, count);
    }

    @Test
    void aStepThatAStepBringsComesAfterIt() {
        List<String> order = new ArrayList<>();

        turns.take(() -> {
            turns.take(() -> order.add("second"));
            order.add("first");
        });

        assertEquals(List.of("first", "second"), order);
    }

    @Test
    void aStepThatFailsTakesNobodysTurn() {
        List<String> order = new ArrayList<>();

        turns.take(() -> {
            turns.take(() -> order.add("within"));
            throw new IllegalStateException("meant to fail");
        });
        turns.take(() -> {
            throw new OutOfMemoryError("meant to fail");
        });
        turns.take(() -> order.add("after"));

        assertEquals(List.of("within", "after"), order);
    }
}
