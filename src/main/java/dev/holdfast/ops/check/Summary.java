package dev.holdfast.ops.check;

import dev.holdfast.event.Route;
import dev.holdfast.ops.Start;
import dev.holdfast.ops.settings.ReplicaRole;
import dev.holdfast.ops.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that holds, in a few lines. */
final class Summary {
    private Summary() {}

    static List<String> of(Start.Configured configured) {
        Settings settings = configured.settings();
        List<String> lines = new ArrayList<>();
        lines.add("read      " + (configured.files().isEmpty() ? "no file" : String.join(", ", configured.files())));
        lines.add(
                "roles     " + settings.roles().stream().map(ReplicaRole::word).collect(Collectors.joining(", ")));
        lines.add("vendors   " + configured.shelf().names().size() + " pages");
        lines.add(counted(
                "sources",
                settings.sources().values().stream()
                        .map(source -> source.name() + " (" + source.vendor() + ")")
                        .toList()));
        lines.add(counted("targets", settings.targets().keySet()));
        lines.add(counted("routes", settings.routes().stream().map(Route::name).toList()));
        lines.add("database  "
                + (settings.database() == null
                        ? "one of its own, in " + settings.dataDir().toAbsolutePath()
                        : settings.database()));
        lines.add("It holds. The database was not asked.");
        return lines;
    }

    private static String counted(String what, Collection<String> names) {
        return String.format("%-9s ", what) + names.size() + (names.isEmpty() ? "" : ": " + String.join(", ", names));
    }
}
