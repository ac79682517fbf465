package dev.holdfast;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Holdfast {
    private Holdfast() {}

    public static void main(String... args) {
        Quarkus.run(args);
    }
}
