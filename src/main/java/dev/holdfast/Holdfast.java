package dev.holdfast;

import dev.holdfast.ops.Migration;
import dev.holdfast.ops.Start;
import dev.holdfast.ops.check.Check;
import dev.holdfast.ops.postgres.CannotStart;
import dev.holdfast.ops.settings.WrongConfiguration;
import dev.holdfast.vendor.Misconfigured;
import dev.holdfast.vendor.Mistake;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** Starts the service, or checks what would be started, or migrates its database. */
@QuarkusMain
public final class Holdfast {
    /** The exit status of BSD's sysexits for a configuration that cannot be used. */
    private static final int WRONG_CONFIGURATION = 78;

    private static final int CANNOT_START = 1;

    Holdfast() {}

    /** Without arguments the service; with some a command, which ends by itself. */
    public static void main(String... args) {
        boolean migrate = List.of(args).equals(List.of("migrate"));
        if (args.length > 0 && !migrate) {
            System.exit(Check.run(List.of(args), System.out, System.err));
        }
        try {
            if (migrate) {
                System.out.println(Migration.run());
                System.exit(0);
            }
            Start.prepare();
        } catch (WrongConfiguration e) {
            refuse(e, e.lines(), WRONG_CONFIGURATION);
        } catch (Misconfigured e) {
            refuse(e, e.mistakes().stream().map(Mistake::toString).toList(), WRONG_CONFIGURATION);
        } catch (CannotStart e) {
            refuse(e, List.of(String.valueOf(e.getMessage())), CANNOT_START);
        }
        Quarkus.run(args);
    }

    /** Plain lines for people: these exceptions tell of their machine, not of our code. */
    private static void refuse(RuntimeException why, List<String> lines, int status) {
        System.err.println("Holdfast cannot start:");
        lines.forEach(line -> System.err.println("  " + line));
        if (LaunchMode.current().isDev()) {
            // Development mode lives on and tries again when a file changes.
            throw why;
        }
        System.exit(status);
    }
}
