package dev.holdfast.ops.check;

import dev.holdfast.ops.Start;
import dev.holdfast.ops.settings.WrongConfiguration;
import dev.holdfast.vendor.Misconfigured;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** The commands {@code check config} and {@code check request}. */
public final class Check {
    /** All is well. */
    static final int WELL = 0;

    /** Something is wrong, and was told. */
    static final int WRONG = 1;

    /** The command itself is none of ours. */
    static final int NO_COMMAND = 2;

    private static final String USAGE = """
            Usage:
              (no argument)                             runs the service
              migrate                                   makes the tables of HOLDFAST_DATABASE_URL those of this version
              check config                              reads the configuration and every vendor's page as the start does
              check request --source NAME [--at TIME] FILE
                                                        tells what the source would make of a saved request

              FILE  the request as it came: request line, headers, an empty line, the body's exact bytes; - for standard input
              TIME  when it came, as 2026-11-20T06:00:00Z or in seconds since 1970; now when it is not given

            Each ends with 0 when all is well, 1 when something is wrong, 2 when the command is not one of these.""";

    private Check() {}

    /**
     * Does what the arguments say; what is found goes to {@code out}, and how it should have been called to {@code err}.
     *
     * @return the exit status
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            if (args.equals(List.of("check", "config"))) {
                Summary.of(Start.read()).forEach(out::println);
                return WELL;
            }
            if (args.size() > 1 && args.subList(0, 2).equals(List.of("check", "request"))) {
                RequestCommand command = RequestCommand.parse(args.subList(2, args.size()), Instant.now());
                Report report = command.report(Start.read());
                report.lines().forEach(out::println);
                return report.isWell() ? WELL : WRONG;
            }
            throw new NoCommand(args.isEmpty() ? "no command" : "'" + String.join(" ", args) + "' is no command");
        } catch (NoCommand e) {
            err.println(Plain.text(String.valueOf(e.getMessage())));
            err.println(USAGE);
            return NO_COMMAND;
        } catch (WrongConfiguration e) {
            e.lines().forEach(out::println);
            return WRONG;
        } catch (Misconfigured e) {
            e.mistakes().forEach(out::println);
            out.println("The configuration itself was not looked at: its sources need pages that hold.");
            return WRONG;
        }
    }
}
