package dev.holdfast.ops.check;

import dev.holdfast.ops.Start;
import dev.holdfast.receive.Entrance;
import dev.holdfast.vendor.Explanation;
import dev.holdfast.vendor.Explanation.Result;
import dev.holdfast.vendor.Explanation.Step;
import dev.holdfast.vendor.Outcome;
import dev.holdfast.vendor.Request;
import dev.holdfast.vendor.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code check request}: a saved request before the door of a source, at a time.
 *
 * @param file the bytes of the saved request
 * @param at by which signed times are judged
 */
record RequestCommand(String source, byte[] file, Instant at) {

    static RequestCommand parse(List<String> args, Instant now) throws NoCommand {
        String source = null;
        String file = null;
        Instant at = now;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--source")) {
                source = value(args, ++i, arg);
            } else if (arg.equals("--at")) {
                at = time(value(args, ++i, arg));
            } else if (file == null && (arg.equals("-") || !arg.startsWith("-"))) {
                file = arg;
            } else {
                throw new NoCommand("'" + arg + "' is not understood");
            }
        }
        if (source == null || file == null) {
            throw new NoCommand((source == null ? "--source" : "FILE") + " is missing");
        }
        return new RequestCommand(source, read(file), at);
    }

    private static String value(List<String> args, int at, String option) throws NoCommand {
        if (at == args.size()) {
            throw new NoCommand(option + " has no value");
        }
        return args.get(at);
    }

    private static Instant time(String text) throws NoCommand {
        try {
            return text.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new NoCommand("'" + text + "' is no time");
        }
    }

    private static byte[] read(String file) throws NoCommand {
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new NoCommand("'" + file + "' cannot be read");
        }
    }

    /** Every step until one ends the request. */
    Report report(Start.Configured configured) {
        List<Step> steps = new ArrayList<>();
        Source known = configured.settings().sources().get(source);
        if (known == null) {
            Set<String> names = new TreeSet<>(configured.settings().sources().keySet());
            steps.add(failed("source", "'" + source + "' is not configured; these are: " + String.join(", ", names)));
            return Report.of(steps, "It would be answered 404.");
        }
        steps.add(passed("source", source + ", secrets: " + known.secrets().size()));
        steps.add(passed(
                "page", known.vendor() + " (" + configured.shelf().vendor(known).title() + ")"));
        try {
            SavedRequest saved = SavedRequest.parse(file);
            Entrance entrance = configured.shelf().entrance(known, null);
            String refused = front(saved, entrance, steps);
            return refused != null ? Report.of(steps, refused) : door(saved, entrance, steps);
        } catch (Unreadable e) {
            steps.add(failed("file", String.valueOf(e.getMessage())));
            return Report.of(steps, "It is no request.");
        }
    }

    /** What is looked at before the door; the answer when it ends there. */
    private static @Nullable String front(SavedRequest saved, Entrance entrance, List<Step> steps) {
        Set<String> methods = entrance.door().methods();
        boolean method = methods.contains(saved.method());
        steps.add(
                method
                        ? passed("method", saved.method())
                        : failed("method", saved.method() + "; taken are " + String.join(", ", methods)));
        if (!method) {
            return "It would be answered 405.";
        }
        List<String> codings = saved.headers().all("Content-Encoding");
        if (!codings.isEmpty() && !codings.get(0).isEmpty() && !codings.get(0).equalsIgnoreCase("identity")) {
            steps.add(failed("encoding", "the body is compressed, and nothing is inflated"));
            return "It would be answered 415.";
        }
        int most = entrance.source().maxBody();
        String bytes = saved.body().length + " bytes";
        if (saved.body().length > most) {
            steps.add(failed("body", bytes + "; at most " + most));
            return "It would be answered 413.";
        }
        String left = saved.left() == 0
                ? ""
                : "; Content-Length leaves out the last " + saved.left()
                        + " of the file, which an editor may have added";
        steps.add(passed("body", bytes + left));
        return null;
    }

    private Report door(SavedRequest saved, Entrance entrance, List<Step> steps) {
        Explanation explanation = entrance.door()
                .explain(new Request(saved.method(), saved.query(), saved.headers(), saved.body(), at), at);
        steps.addAll(explanation.steps());
        return Report.of(steps, "It would be " + end(explanation.outcome()));
    }

    private static String end(Outcome outcome) {
        if (outcome instanceof Outcome.Admitted admitted) {
            return "answered " + admitted.reply().status() + " once it is stored.";
        }
        if (outcome instanceof Outcome.Answered answered) {
            return "answered " + answered.reply().status() + ", and nothing is stored.";
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "answered " + refused.status() + ".";
        }
        return outcome instanceof Outcome.Wanting ? "judged with a key that the vendor serves." : "answered 401.";
    }

    private static Step passed(String name, String says) {
        return new Step(name, Result.PASSED, says);
    }

    private static Step failed(String name, String says) {
        return new Step(name, Result.FAILED, says);
    }
}
