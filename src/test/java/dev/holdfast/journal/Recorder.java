package dev.holdfast.journal;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A follower that keeps what it was told. */
final class Recorder implements Follower {
    final Queue<Message> handedOver = new ConcurrentLinkedQueue<>();
    final Queue<Lane> taken = new ConcurrentLinkedQueue<>();
    final Queue<Lane> lost = new ConcurrentLinkedQueue<>();
    final Queue<Settlement> settled = new ConcurrentLinkedQueue<>();
    final Queue<Long> rewound = new ConcurrentLinkedQueue<>();
    volatile int replicas;
    volatile boolean deaf;
    volatile Set<Integer> paused = Set.of();

    @Override
    public void taken(Lane lane) {
        taken.add(lane);
    }

    @Override
    public void handedOver(Lane lane, List<Message> messages) {
        if (deaf) {
            throw new IllegalStateException("not now");
        }
        handedOver.addAll(messages);
    }

    @Override
    public void rewound(Lane lane, int target, long after) {
        rewound.add(after);
    }

    @Override
    public void rewoundAll(Lane lane) {
        rewound.add(0L);
    }

    @Override
    public void settled(Lane lane, List<Settlement> batch) {
        settled.addAll(batch);
    }

    @Override
    public void lost(Lane lane) {
        lost.add(lane);
    }

    @Override
    public void lookedAround(int count, Set<Integer> pausedTargets) {
        replicas = count;
        paused = pausedTargets;
    }

    /** Waits until something holds, for ten seconds at most. */
    static void eventually(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
