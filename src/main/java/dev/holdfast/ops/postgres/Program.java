package dev.holdfast.ops.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs to their end. */
final class Program {
    /** PostgreSQL refuses to run as root; in a user namespace without a mapping we are nobody, and still own our files. */
    private static final List<String> AS_NOBODY = List.of("unshare", "-U");

    private final Path output;
    private final List<String> prefix;

    /** @param output a file for what the last program said; read and overwritten */
    Program(Path output) {
        this.output = output;
        this.prefix = "root".equals(System.getProperty("user.name")) ? AS_NOBODY : List.of();
    }

    /** Throws when this user cannot run PostgreSQL here. */
    void checkUser() {
        if (!prefix.isEmpty() && !works(List.of("true"))) {
            throw new CannotStart(
                    "cannot run the embedded PostgreSQL as root: it refuses that, and \"unshare -U\", which would"
                            + " let it run as nobody, is missing or forbidden here; run as another user, or "
                            + CannotStart.OTHERWISE);
        }
    }

    private boolean works(List<String> command) {
        try {
            return run(Duration.ofSeconds(10), command).ok();
        } catch (CannotStart e) {
            return false;
        }
    }

    Ended run(Duration atMost, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        // The server's own variables, set for another one, must not steer this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "no end within " + atMost.toSeconds() + " s");
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw CannotStart.of("run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("was interrupted while it waited for " + command.get(0));
        }
    }

    /** @param said standard output and error together */
    record Ended(int status, String said) {
        boolean ok() {
            return status == 0;
        }
    }
}
