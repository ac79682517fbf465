package dev.holdfast.ops.settings;

import dev.holdfast.target.TargetUrl;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a URL that we will call.
 *
 * <p>Only spellings that every parser understands alike are let in: Java reads {@code 127.1} as loopback and {@code 0177.0.0.1}
 * as 177.0.0.1, others do not. What an address may be is checked again when it is dialled.
 */
final class Url {
    private static final String HTTP =
            "http://host:port/path or https://…, without user, fragment, blanks or non-ASCII letters";
    private static final Pattern OCTETS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Set<String> METADATA =
            Set.of("metadata.google.internal", "100.100.100.200", "192.0.0.192", "[fd00:ec2::254]");

    private Url() {}

    /** Where events may be sent; what an address may be is checked again at every attempt. */
    static Reading<TargetUrl> target() {
        return text -> {
            read(text, HTTP, Set.of("http", "https"));
            try {
                return TargetUrl.parse(text);
            } catch (IllegalArgumentException e) {
                throw new Fault(String.valueOf(e.getMessage()), HTTP);
            }
        };
    }

    /** Http or https, to anywhere that is not link-local or a cloud's metadata. */
    static Reading<URI> http() {
        return text -> read(text, HTTP, Set.of("http", "https"));
    }

    private static URI read(String text, String allowed, Set<String> schemes) throws Fault {
        // Not shown when it holds a user: what follows may be a password.
        if (text.indexOf('@') >= 0) {
            throw new Fault("has a user or an @", allowed);
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f) || text.contains("\\") || text.indexOf('#') >= 0) {
            throw Fault.showing(text, "has a sign that does not belong into a URL", allowed);
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Fault.showing(text, "is no URL", allowed);
        }
        if (url.getScheme() == null || !schemes.contains(url.getScheme()) || url.getHost() == null) {
            throw Fault.showing(text, "is no URL of this kind", allowed);
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            throw Fault.showing(text, "has a port that does not exist", allowed);
        }
        checkHost(text, url.getHost(), allowed);
        return url;
    }

    private static void checkHost(String text, String host, String allowed) throws Fault {
        if (host.endsWith(".") || host.contains("%") || host.startsWith("xn--") || host.contains(".xn--")) {
            throw Fault.showing(text, "has a host that is not in its plain form", allowed);
        }
        boolean octets = OCTETS.matcher(host).matches();
        if (NUMERIC.matcher(host).matches() && !octets) {
            throw Fault.showing(text, "has an address that is not four decimal numbers", allowed);
        }
        boolean nowhere = octets && (host.startsWith("0.") || host.startsWith("169.254."));
        boolean linkLocal =
                host.startsWith("[") && host.toLowerCase(java.util.Locale.ROOT).matches("\\[(fe[89ab][0-9a-f]:.*|::)]");
        if (nowhere || linkLocal || METADATA.contains(host.toLowerCase(java.util.Locale.ROOT))) {
            throw Fault.showing(text, "is an address that is never called", allowed);
        }
    }
}
