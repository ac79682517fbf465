package dev.holdfast.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How one service of a test is configured: written as {@code config/application.yaml} and as its environment. */
public final class ServiceSettings {
    static final String QUICKLY_COMPILED = "-XX:TieredStopAtLevel=1";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, String> routes = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> javaOptions = new ArrayList<>(List.of("-Xmx300m", "-XX:+UseSerialGC"));
    private Supplier<List<String>> startOptions = () -> List.of(QUICKLY_COMPILED, StartArchive.option());

    /** Adds a source; {@code yaml} is the inside of a flow mapping, as in {@code vendor: stripe}. */
    public ServiceSettings source(String name, String yaml) {
        sources.put(name, yaml);
        return this;
    }

    /** Adds a Stripe source with one secret. */
    public ServiceSettings stripe(String name, String secret) {
        return source(name, "vendor: stripe, secrets: [\"" + secret + "\"]");
    }

    /** Adds a target; {@code yaml} may hold more keys than the URL, with a leading comma. */
    public ServiceSettings target(String name, String url, String yaml) {
        targets.put(name, "url: \"" + url + "\", secret: \"whsec_aG9sZGZhc3QtdGVzdC10YXJnZXQtc2VjcmV0LTAx\"" + yaml);
        return this;
    }

    /** Sends every event of a source to targets. */
    public ServiceSettings route(String source, String... to) {
        String name = "route-" + (routes.size() + 1);
        routes.put(name, "from: [" + source + "], types: [\"*\"], to: [" + String.join(", ", to) + "]");
        return this;
    }

    /** Uses this database and not an embedded one. */
    public ServiceSettings database(Database database) {
        return environment("HOLDFAST_DATABASE_URL", database.url());
    }

    public ServiceSettings environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A further file below the service's directory, as an operator's own vendor page. */
    public ServiceSettings file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Any further key, as a system property of the service. */
    public ServiceSettings set(String key, String value) {
        return java("-D" + key + "=" + value);
    }

    /** Options of the service's JVM, after those that every service of these tests gets. */
    public ServiceSettings java(String... options) {
        javaOptions.addAll(List.of(options));
        return this;
    }

    /** Loaded and compiled as in production: for whoever measures time. Others start sooner. */
    public ServiceSettings asInProduction() {
        startOptions = List::of;
        return this;
    }

    /** Writes at its end what others start from. */
    ServiceSettings writes(Path startArchive) {
        startOptions = () -> List.of(QUICKLY_COMPILED, "-XX:ArchiveClassesAtExit=" + startArchive);
        return this;
    }

    List<String> javaOptions() {
        List<String> all = new ArrayList<>(startOptions.get());
        all.addAll(javaOptions);
        return all;
    }

    Map<String, String> files() {
        return Map.copyOf(files);
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    String yaml(int http, int admin, int management) {
        StringBuilder yaml = new StringBuilder();
        line(yaml, "quarkus:");
        line(yaml, "  http: { host: 127.0.0.1, port: " + http + " }");
        line(yaml, "  management: { host: 127.0.0.1, port: " + management + " }");
        line(yaml, "holdfast:");
        line(yaml, "  admin: { port: " + admin + " }");
        section(yaml, "sources", sources);
        section(yaml, "targets", targets);
        section(yaml, "routes", routes);
        return yaml.toString();
    }

    private static void section(StringBuilder yaml, String name, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            line(yaml, "  " + name + ":");
            entries.forEach((key, value) -> line(yaml, "    " + key + ": { " + value + " }"));
        }
    }

    private static void line(StringBuilder yaml, String line) {
        yaml.append(line).append('\n');
    }
}
