package dev.holdfast.ops.http;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts refused tokens by address, so that guessing ends soon. Bounded: the address seen least recently is forgotten first. */
@Singleton
public final class BadLogins {
    static final long WINDOW_SECONDS = 60;
    static final int ALLOWED = 20;
    static final int REMEMBERED = 10_000;

    private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000L;

    private final LongSupplier nanos;
    private final Map<String, Window> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    BadLogins() {
        this(System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    BadLogins(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether this address has used up its tries of the minute. */
    synchronized boolean tooMany(String address) {
        Window window = byAddress.get(network(address));
        return window != null && window.count >= ALLOWED && nanos.getAsLong() - window.began < WINDOW_NANOS;
    }

    synchronized void count(String address) {
        long now = nanos.getAsLong();
        Window window = byAddress.computeIfAbsent(network(address), a -> new Window(now));
        if (now - window.began >= WINDOW_NANOS) {
            window.began = now;
            window.count = 0;
        }
        window.count++;
    }

    /** Starts anew. */
    synchronized void forget() {
        byAddress.clear();
    }

    /** An IPv6 network has addresses enough to never try twice from one: its first half stands for all. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        if (groups.length < 3) {
            return address;
        }
        int shortened = address.indexOf("::");
        String[] first = (shortened < 0 ? address : address.substring(0, shortened)).split(":", -1);
        return String.join(":", java.util.Arrays.copyOf(first, Math.min(4, first.length))) + "::";
    }

    private static final class Window {
        private long began;
        private int count;

        private Window(long began) {
            this.began = began;
        }
    }
}
