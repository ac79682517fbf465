package dev.holdfast.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A wall clock that goes wrong for one process: libfaketime, where the machine has it ({@code apt-get install faketime}). */
record FakeTime(Path library) {
    private static final List<String> PLACES = List.of(
            "/usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64")
                    + "-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/faketime/libfaketimeMT.so.1",
            "/usr/lib64/faketime/libfaketimeMT.so.1",
            "/usr/local/lib/faketime/libfaketimeMT.so.1");

    static Optional<FakeTime> ofThisMachine() {
        return PLACES.stream().map(Path::of).filter(Files::exists).findFirst().map(FakeTime::new);
    }

    /** The service's wall clock is ahead by so much, or behind. The monotonic one goes on as it is, or nothing would wake up. */
    ServiceSettings shift(ServiceSettings settings, Duration ahead) {
        return settings.environment("LD_PRELOAD", library.toString())
                .environment("FAKETIME", String.format("%+d", ahead.toSeconds()))
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .environment(
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0") // its cure for older C libraries keeps a JVM from waking up
                .environment("FAKETIME_DISABLE_SHM", "1");
    }
}
