package dev.holdfast.process;

import java.time.Duration;
import java.util.Random;

/** How often a test of chance is repeated, and with which dice. */
record Rounds(int count, Random dice) {
    /** As {@code holdfast.rounds} and {@code holdfast.seed} say; the seed is printed, so that a run can come again. */
    static Rounds orElse(int count) {
        long seed = Long.getLong("holdfast.seed", System.currentTimeMillis());
        int rounds = Integer.getInteger("holdfast.rounds", count);
        System.out.println(rounds + " rounds, holdfast.seed=" + seed);
        return new Rounds(rounds, new Random(seed));
    }

    /** No more than so many, where what each round leaves behind makes the next one longer. */
    Rounds atMost(int most) {
        return new Rounds(Math.min(count, most), dice);
    }

    /** A moment between two, by the dice. */
    Duration between(int fromMillis, int toMillis) {
        return Duration.ofMillis(fromMillis + dice.nextInt(toMillis - fromMillis));
    }
}
