package dev.holdfast.demo;

import jakarta.inject.Singleton;

/** How fast the demo's vendor lives: slowly enough to be watched. A test lets it live faster. */
@Singleton
public class DemoPace {
    /** From one event to the next. */
    public long everyMillis() {
        return 3_000;
    }
}
