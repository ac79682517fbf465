package dev.holdfast.vendor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How far signed times may lie from ours: the page says it, or leaves it to a parameter of the source, whose default then is
 * the page's word.
 */
final class Windows {
    private static final String MARK = "param:";
    private static final Duration STAND_IN = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private Windows() {}

    /** Reads {@code timestamp}. */
    static Signature.Stamp stamp(PageNode node) {
        PageFields fields = node.fields();
        Value nowhere = Value.of(Place.BODY);
        Value at = fields.required("at", value -> value.read(Use.SIGNED_TIME::value, nowhere), nowhere);
        TimeFormat format = fields.choice("format", List.of(TimeFormat.values()), TimeFormat.ISO);
        PageNode tolerance = fields.get("tolerance");
        Signature.Stamp stamp;
        if (tolerance != null && tolerance.isText() && tolerance.text().startsWith(MARK)) {
            String setting = tolerance.text().substring(MARK.length());
            // Until the parameters are known; see usual().
            stamp = new Signature.Stamp(at, format, STAND_IN, setting);
        } else {
            Duration window = fields.required("tolerance", value -> value.read(Durations::parse, STAND_IN), STAND_IN);
            if (!isWindow(window)) {
                fields.mistake("tolerance", "is no window", "between 1s and 24h");
            }
            stamp = new Signature.Stamp(at, format, window, null);
        }
        fields.refuseOthers();
        return stamp;
    }

    /** The alternatives with the windows that are in force unless a source says otherwise. */
    static List<Signature> usual(List<Signature> signatures, Map<String, Param> params, PageFields page) {
        return signatures.stream()
                .map(signature -> signature.timed(stamp -> usual(stamp, params, page)))
                .toList();
    }

    private static Signature.Stamp usual(Signature.Stamp stamp, Map<String, Param> params, PageFields page) {
        String setting = stamp.setting();
        if (setting == null) {
            return stamp;
        }
        try {
            return params.get(setting) instanceof Param.One one && one.otherwise() != null
                    ? with(stamp, one.otherwise())
                    : refuse(stamp, page, "'" + setting + "' is a tolerance and has no default");
        } catch (Fault fault) {
            return refuse(stamp, page, fault.fault());
        }
    }

    private static Signature.Stamp refuse(Signature.Stamp stamp, PageFields page, String fault) {
        page.mistake("params", fault, "a default between 1s and 24h");
        return stamp;
    }

    /** The window that a source asks for. */
    static Signature.Stamp with(Signature.Stamp stamp, String tolerance) throws Fault {
        Duration window = Durations.parse(tolerance);
        if (!isWindow(window)) {
            throw new Fault("'" + tolerance + "' is no window", "between 1s and 24h");
        }
        return new Signature.Stamp(stamp.at(), stamp.format(), window, stamp.setting());
    }

    private static boolean isWindow(Duration window) {
        return window.compareTo(SHORTEST) >= 0 && window.compareTo(LONGEST) <= 0;
    }
}
