package dev.holdfast.vendor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A URL that a stranger's request names, held against the hosts that the page pins. */
final class PinnedUrl {
    /** Characters. */
    private static final int LONGEST = 1024;

    private PinnedUrl() {}

    /** The URL when it is https, plain, and of a pinned host; else null. The host alone is all of its authority. */
    static @Nullable URI parse(String text, List<String> hosts) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '\\')) {
            return null;
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
        String host = url.getHost();
        // No user, no port: what stands between // and the path is the host and nothing else, in lower case.
        boolean plain = "https".equals(url.getScheme())
                && host != null
                && host.equals(url.getRawAuthority())
                && url.getRawFragment() == null
                && !url.getRawPath().contains("..");
        return plain && hosts.stream().anyMatch(pinned -> fits(host, pinned)) ? url : null;
    }

    /** A {@code *} stands for one label: letters, digits, hyphens. */
    static boolean fits(String host, String pinned) {
        int star = pinned.indexOf('*');
        if (star < 0) {
            return host.equals(pinned);
        }
        String before = pinned.substring(0, star);
        String after = pinned.substring(star + 1);
        return host.length() > before.length() + after.length()
                && host.startsWith(before)
                && host.endsWith(after)
                && host.substring(before.length(), host.length() - after.length())
                        .matches("[a-z0-9-]+");
    }
}
