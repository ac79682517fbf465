package dev.holdfast.ops.settings;

import dev.holdfast.secret.Secrets;
import dev.holdfast.vendor.Source;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Settings from a text and an environment, the way Quarkus would put them together. */
final class Configured {
    private Configured() {}

    static Settings with(String yaml, Map<String, String> environment) {
        return with(yaml, environment, false);
    }

    static Settings with(String yaml, Map<String, String> environment, boolean development) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(development ? "dev" : "prod")
                .withSources(new YamlConfigSource("test", yaml, 110), new EnvConfigSource(environment, 300))
                .build();
        return of(config, environment, development);
    }

    static Settings of(SmallRyeConfig config, Map<String, String> environment, boolean development) {
        return Settings.of(
                config, environment.keySet(), new TwoVendors(), Secrets.local(environment::get), development);
    }

    /** Every key that the reader asks for while it reads this. */
    static Set<String> known(SmallRyeConfig config) {
        SettingsReader reader = new SettingsReader(config, new TwoVendors(), Secrets.local(name -> null), false);
        reader.read(Set.of());
        return reader.known();
    }

    private static final class TwoVendors implements Vendors {
        @Override
        public Set<String> names() {
            return new TreeSet<>(Set.of("stripe", "github"));
        }

        @Override
        public List<String> faults(Source source) {
            return List.of();
        }

        @Override
        public List<String> faults(Source source, ReconcileSettings reconcile) {
            return List.of();
        }

        @Override
        public boolean keepsTokens(Source source, ReconcileSettings reconcile) {
            return source.vendor().equals("github");
        }
    }
}
