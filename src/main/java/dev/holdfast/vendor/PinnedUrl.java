package dev.holdfast.vendor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A URL that a stranger's request names, held against the hosts that the page pins. */
final class PinnedUrl {
    /** Characters. */
    private static final int LONGEST = 1024;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9-]+");

    /** {@code us-gov-west-1}; not {@code s3-us-west-2}, before which stands the name of whoever's bucket. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]");

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

    /** {@code *} stands for one label, {@code <region>} for one that is named as Amazon names its regions. */
    static boolean fits(String host, String pinned) {
        return host.equals(pinned) || fits(host, pinned, "*", LABEL) || fits(host, pinned, "<region>", REGION);
    }

    private static boolean fits(String host, String pinned, String sign, Pattern label) {
        int at = pinned.indexOf(sign);
        if (at < 0) {
            return false;
        }
        String before = pinned.substring(0, at);
        String after = pinned.substring(at + sign.length());
        return host.length() > before.length() + after.length()
                && host.startsWith(before)
                && host.endsWith(after)
                && label.matcher(host.substring(before.length(), host.length() - after.length()))
                        .matches();
    }
}
