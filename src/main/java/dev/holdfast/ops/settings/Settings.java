package dev.holdfast.ops.settings;

import dev.holdfast.event.Route;
import dev.holdfast.journal.JournalSettings;
import dev.holdfast.log.WideLog;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secrets;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.target.TargetUrl;
import dev.holdfast.vendor.Source;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, checked.
 *
 * @param roles what this replica does
 * @param sources by name, in alphabetical order
 * @param reconcile by name of the source; absent where a source is not reconciled
 * @param targets by name, in alphabetical order
 * @param routes every source and target they name exists
 * @param seal for what the service has to keep itself; null when no master key is configured
 * @param gateways by vendors' hosts: where they are reached instead of at their public addresses
 * @param dataDir for the embedded PostgreSQL
 * @param database null for the embedded PostgreSQL
 * @param demo whether the first five minutes' source, inbox and vendor are there
 */
public record Settings(
        Set<ReplicaRole> roles,
        Map<String, Source> sources,
        Map<String, ReconcileSettings> reconcile,
        Map<String, TargetSettings> targets,
        List<Route> routes,
        AdminSettings admin,
        @Nullable Seal seal,
        Map<String, TargetUrl> gateways,
        Path dataDir,
        @Nullable DatabaseAddress database,
        JournalSettings journal,
        ShutdownSettings shutdown,
        WideLog.Verbosity logLines,
        boolean demo) {

    /** The source of that name, which is configured: reconciliation names no other. */
    public Source source(String name) {
        return Objects.requireNonNull(sources.get(name), name);
    }

    /**
     * Reads everything below {@code holdfast.}.
     *
     * @param variables names of the environment's variables
     * @param development whether a configuration without sources starts the demo
     * @throws WrongConfiguration with all mistakes
     */
    public static Settings of(
            SmallRyeConfig config,
            Collection<String> variables,
            Vendors vendors,
            Secrets secrets,
            boolean development) {
        return new SettingsReader(config, vendors, secrets, development).read(variables);
    }

    /** Without what is configured: secrets are near. */
    @Override
    public String toString() {
        return "Settings[" + sources.size() + " sources, " + targets.size() + " targets, " + routes.size() + " routes]";
    }
}
