package dev.holdfast.overload;

import java.util.Arrays;

/**
 * How late event loops have been for a while: the least of the last looks, since one that is late and catches up, as after a
 * pause of the garbage collector, is not overloaded. Pure; not for several threads.
 */
public final class StandingLag {
    private final long[] looks;
    private int next;

    /** @param looks how many make a while */
    public StandingLag(int looks) {
        this.looks = new long[looks];
    }

    /** The lag now, and what stands of it. @param worst of all loops, in nanoseconds */
    public long see(long worst) {
        looks[next] = worst;
        next = (next + 1) % looks.length;
        return Arrays.stream(looks).min().orElse(0);
    }
}
