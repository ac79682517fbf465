package dev.holdfast.ops.settings;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.holdfast.journal.JournalSettings;
import dev.holdfast.log.WideLog;
import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secrets;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.vendor.Source;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the whole configuration: the service's own bounds here, sources, targets, routes and the admin API in a class each. */
final class SettingsReader {
    private static final Duration NONE = Duration.ZERO;

    private final Mistakes mistakes = new Mistakes();
    private final Keys keys;
    private final Vendors vendors;
    private final Secrets secrets;
    private final AdminReader admin;
    private final boolean development;

    SettingsReader(SmallRyeConfig config, Vendors vendors, Secrets secrets, boolean development) {
        this.keys = new Keys(config);
        this.vendors = vendors;
        this.secrets = secrets;
        this.admin = new AdminReader(config);
        this.development = development;
    }

    Settings read(Collection<String> variables) {
        Section root = new Section(keys, mistakes, Keys.ROOT);
        Map<String, Section> sourceSections = root.named("sources");
        Map<String, Section> targetSections = root.named("targets");
        Map<String, ReconcileSettings> reconcile = new LinkedHashMap<>();
        Map<String, Source> sources = new SourceReader(vendors, reconcile).read(sourceSections);
        Map<String, TargetSettings> targets = new TargetReader(secrets).read(targetSections);
        boolean demo = root.get("demo", development && sourceSections.isEmpty(), Grammar.flag());
        RouteReader routes = new RouteReader(sourceSections.keySet(), targetSections.keySet());
        Set<ReplicaRole> roles = ReplicaRole.read(root, "roles");
        if (demo && !roles.equals(ReplicaRole.ALL)) {
            root.mistake("demo", "needs every role", "false, or no roles");
        }
        Settings settings = new Settings(
                roles,
                Collections.unmodifiableMap(sources),
                Collections.unmodifiableMap(reconcile),
                Collections.unmodifiableMap(targets),
                routes.read(root.named("routes")),
                admin.read(root.section("admin"), roles),
                seal(root.section("secret"), sources, reconcile),
                Gateways.read(root.section("egress")),
                Path.of(root.get("data-dir", "data", Grammar.anything())),
                root.section("database").find("url", DatabaseUrl.reading()),
                journal(root.section("journal")),
                shutdown(root.section("shutdown")),
                root.section("log").get("lines", WideLog.Verbosity.ALL, Grammar.oneOf(WideLog.Verbosity.class)),
                demo);
        new UnknownKeys(keys, mistakes).report();
        new UnknownVariables(keys).report(variables, mistakes);
        mistakes.stopIfAny();
        return demo ? Demo.addTo(settings) : settings;
    }

    /** Every key that was asked for, and each of those below which the names are the user's own; for the page that lists them. */
    Set<String> known() {
        Set<String> known = new TreeSet<>(keys.asked());
        keys.open().forEach(open -> known.add(open + ".*"));
        return known;
    }

    private @Nullable Seal seal(
            Section section, Map<String, Source> sources, Map<String, ReconcileSettings> reconcile) {
        List<String> keeping = reconcile.entrySet().stream()
                .filter(pulled -> keepsTokens(sources.get(pulled.getKey()), pulled.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new SealReader(secrets).read(section, keeping);
    }

    private boolean keepsTokens(@Nullable Source source, ReconcileSettings reconcile) {
        return source != null && vendors.keepsTokens(source, reconcile);
    }

    private static JournalSettings journal(Section section) {
        JournalSettings usual = JournalSettings.DEFAULT;
        return new JournalSettings(
                section.get("batch-rows", usual.batchRows(), Grammar.number(1, 10_000)),
                section.get("batch-bytes", (long) usual.batchBytes(), Grammar.size(1 << 10, 64 << 20))
                        .intValue(),
                section.get("queue-rows", usual.queueRows(), Grammar.number(1, 1_000_000)),
                section.get("queue-bytes", (long) usual.queueBytes(), Grammar.size(1 << 20, 1 << 30))
                        .intValue(),
                section.get("answer-within", usual.answerWithin(), Grammar.duration(ofMillis(100), ofSeconds(30))),
                section.get("lease", usual.lease(), Grammar.duration(ofSeconds(2), ofMinutes(5))),
                section.get("keep-events", usual.retention(), Grammar.duration(ofDays(4), ofDays(3650))),
                section.get("keep-keys", usual.keyRetention(), Grammar.duration(ofDays(1), ofDays(3650))));
    }

    private ShutdownSettings shutdown(Section section) {
        // With Quarkus' own wait for requests under way they stay below the half minute that most supervisors grant.
        return new ShutdownSettings(
                section.get("delay", development ? NONE : ofSeconds(3), Grammar.duration(NONE, ofHours(1))),
                section.get("drain", ofSeconds(20), Grammar.duration(NONE, ofHours(1))));
    }
}
