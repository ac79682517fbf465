package dev.holdfast.ops.settings;

import dev.holdfast.target.TargetUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code holdfast.egress}: vendors' hosts that are reached through an address of the operator's, instead of at their
 * public ones. The certificate has to be the host's all the same.
 */
final class Gateways {
    private static final Pattern GATEWAY = Pattern.compile("([^=/:]+)=([^=/]+)");
    private static final String ALLOWED =
            "a vendor's host and where it is reached, as in api.acme.example=10.0.0.5:8443";

    private Gateways() {}

    static Map<String, TargetUrl> read(Section section) {
        Map<String, TargetUrl> gateways = new LinkedHashMap<>();
        section.list("gateways", Gateways::entry).forEach(entry -> gateways.put(entry.getKey(), entry.getValue()));
        return Map.copyOf(gateways);
    }

    private static Map.Entry<String, TargetUrl> entry(String text) throws Fault {
        Matcher gateway = GATEWAY.matcher(text);
        if (!gateway.matches()) {
            throw Fault.showing(text, "is no gateway", ALLOWED);
        }
        try {
            String host = TargetUrl.parse("https://" + gateway.group(1) + "/").host();
            return Map.entry(host, TargetUrl.parse("https://" + gateway.group(2) + "/"));
        } catch (IllegalArgumentException e) {
            throw Fault.showing(text, "names no host (" + e.getMessage() + ")", ALLOWED);
        }
    }
}
