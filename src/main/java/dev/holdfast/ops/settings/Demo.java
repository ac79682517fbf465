package dev.holdfast.ops.settings;

import dev.holdfast.event.Route;
import dev.holdfast.event.TypePattern;
import dev.holdfast.target.SigningKey;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.target.TargetUrl;
import dev.holdfast.vendor.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the first five minutes add to the configuration: a source, an inbox and a route from one to the other. */
public final class Demo {
    /** Name of the demo's source. */
    public static final String SOURCE = "demo";

    /** Name of the demo's target. */
    public static final String INBOX = "inbox";

    /** The page of the admin listener that shows what arrived. */
    public static final String PAGE = "/demo";

    /** The path of the inbox on the admin listener. */
    public static final String INBOX_PATH = "/demo/inbox";

    /** The vendor's secret. Public on purpose: README shows a command that signs with it. */
    public static final String SOURCE_SECRET = "whsec_aG9sZGZhc3QtZGVtby1zb3VyY2Utc2VjcmV0LTAwMQ==";

    /** The inbox's secret; as public as the other. */
    public static final String INBOX_SECRET = "whsec_aG9sZGZhc3QtZGVtby1pbmJveC1zZWNyZXQtMDAwMQ==";

    private Demo() {}

    static Settings addTo(Settings settings) {
        Map<String, Source> sources = new TreeMap<>(settings.sources());
        sources.putIfAbsent(SOURCE, source());
        Map<String, TargetSettings> targets = new TreeMap<>(settings.targets());
        targets.putIfAbsent(INBOX, inbox(settings.admin().port()));
        List<Route> routes = new ArrayList<>(settings.routes());
        routes.add(new Route("demo", Set.of(SOURCE), List.of(new TypePattern("*")), List.of(INBOX)));
        return new Settings(
                settings.roles(),
                sources,
                settings.reconcile(),
                targets,
                List.copyOf(routes),
                settings.admin(),
                settings.seal(),
                settings.gateways(),
                settings.dataDir(),
                settings.database(),
                settings.journal(),
                settings.shutdown(),
                settings.logLines(),
                true);
    }

    private static Source source() {
        return new Source(
                SOURCE, "standard-webhooks", List.of(SOURCE_SECRET), Map.of(), List.of(), null, 1 << 20, null);
    }

    private static TargetSettings inbox(int adminPort) {
        TargetUrl url = TargetUrl.parse("http://localhost:" + adminPort + INBOX_PATH);
        return new TargetSettings(
                INBOX,
                url,
                List.of(SigningKey.parse(INBOX_SECRET)),
                Duration.ofSeconds(10),
                8,
                0,
                TargetSettings.DEFAULT_RETRIES,
                Duration.ofSeconds(5));
    }
}
