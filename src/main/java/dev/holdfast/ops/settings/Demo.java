package dev.holdfast.ops.settings;

import dev.holdfast.event.Route;
import dev.holdfast.event.TypePattern;
import dev.holdfast.target.SigningKey;
import dev.holdfast.target.TargetSettings;
import dev.holdfast.target.TargetUrl;
import dev.holdfast.vendor.Source;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the first five minutes add to the configuration: a source, an inbox and a route from one to the other; and that the source is fetched from. */
public final class Demo {
    /** Name of the demo's source. */
    public static final String SOURCE = "demo";

    /** Name of the demo's target. */
    public static final String INBOX = "inbox";

    /** The page of the admin listener that shows what arrived. */
    public static final String PAGE = "/demo";

    /** The path of the inbox on the admin listener. */
    public static final String INBOX_PATH = "/demo/inbox";

    /** Name of the demo's vendor; no page of a folder can have it. */
    public static final String VENDOR = "Demo";

    /** Where the page is, on the class path. */
    public static final String VENDOR_PAGE = "/demo/vendor.yaml";

    /** The pull API of the vendor, on the admin listener. */
    public static final String VENDOR_PATH = "/demo/vendor";

    /** The vendor's secret. Public on purpose: README shows a command that signs with it. */
    public static final String SOURCE_SECRET = "whsec_aG9sZGZhc3QtZGVtby1zb3VyY2Utc2VjcmV0LTAwMQ==";

    /** The inbox's secret; as public as the other. */
    public static final String INBOX_SECRET = "whsec_aG9sZGZhc3QtZGVtby1pbmJveC1zZWNyZXQtMDAwMQ==";

    private Demo() {}

    static Settings addTo(Settings settings) {
        Map<String, Source> sources = new TreeMap<>(settings.sources());
        sources.putIfAbsent(SOURCE, source());
        Map<String, ReconcileSettings> reconcile = new TreeMap<>(settings.reconcile());
        if (!settings.sources().containsKey(SOURCE)) {
            reconcile.put(SOURCE, reconcile(settings.admin().port()));
        }
        Map<String, TargetSettings> targets = new TreeMap<>(settings.targets());
        targets.putIfAbsent(INBOX, inbox(settings.admin().port()));
        List<Route> routes = new ArrayList<>(settings.routes());
        routes.add(new Route("demo", Set.of(SOURCE), List.of(new TypePattern("*")), List.of(INBOX)));
        return new Settings(
                settings.roles(),
                sources,
                reconcile,
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
        return new Source(SOURCE, VENDOR, List.of(SOURCE_SECRET), Map.of(), List.of(), null, 1 << 20, null);
    }

    /** Often enough for a reader to watch, and from before the start: the vendor remembers nothing older anyway. */
    private static ReconcileSettings reconcile(int adminPort) {
        URI api = URI.create("http://localhost:" + adminPort + VENDOR_PATH);
        return new ReconcileSettings(
                Duration.ofSeconds(20),
                null,
                null,
                null,
                api,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null);
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
