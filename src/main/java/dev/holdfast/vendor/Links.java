package dev.holdfast.vendor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links that an answer holds: in its header {@code Link} (RFC 8288), or in a list {@code links} of its body. */
final class Links {
    private static final Pattern ONE = Pattern.compile("<([^<>]*)>([^<]*)");
    private static final Pattern RELATION = Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,]+))");

    /** Characters. */
    private static final int LONGEST = 8 * 1024;

    private Links() {}

    /** The link of that relation; null when there is none. */
    static @Nullable String find(AnswerSight sight, String relation) {
        for (String header : sight.answer().headers().getOrDefault("Link", List.of())) {
            Matcher links = ONE.matcher(header);
            while (links.find()) {
                Matcher found = RELATION.matcher(links.group(2));
                if (found.find() && relations(found).contains(" " + relation + " ")) {
                    return links.group(1);
                }
            }
        }
        Json json = sight.json();
        for (Node list : json == null || json.isArray() ? List.<Node>of() : json.step("links")) {
            for (Node link : list.isArray() ? list.step("*") : List.<Node>of()) {
                if (relation.equals(text(link, "rel"))) {
                    return text(link, "href");
                }
            }
        }
        return null;
    }

    private static String relations(Matcher found) {
        String quoted = found.group(1);
        return " " + (quoted == null ? found.group(2) : quoted).toLowerCase(Locale.ROOT) + " ";
    }

    private static @Nullable String text(Node link, String name) {
        return link.step(name).isEmpty() ? null : link.step(name).get(0).text();
    }

    /**
     * Where a link of an answer leads, below {@code base}: the source's own place for the vendor's API, path included.
     *
     * <p>A link of the vendor's own origin is followed at {@code base}, so that a proxy stays in between. One that leads
     * anywhere else would take the credentials there.
     *
     * @param vendor the page's own place for the API
     * @return null when it leads elsewhere, or is no link
     */
    static @Nullable URI below(URI base, URI vendor, String link) {
        if (link.length() > LONGEST || link.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '\\')) {
            return null;
        }
        try {
            URI to = new URI(link);
            if (to.isOpaque()
                    || to.getRawUserInfo() != null
                    || to.getRawFragment() != null
                    || !isPlain(to.getRawPath())) {
                return null;
            }
            if (to.getRawAuthority() == null) {
                return to.getScheme() == null && link.startsWith("/") ? under(base, to) : null;
            }
            if (origin(to).equals(origin(base))) {
                return isUnder(base, to) ? to : under(base, to);
            }
            return origin(to).equals(origin(vendor)) ? under(base, to) : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isPlain(String path) {
        return !path.contains("/../") && !path.endsWith("/..") && !path.contains("%2e") && !path.contains("%2E");
    }

    private static URI under(URI base, URI to) {
        String path = isUnder(base, to) ? to.getRawPath() : path(base) + to.getRawPath();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + query);
    }

    private static boolean isUnder(URI base, URI to) {
        String path = path(base);
        return path.isEmpty() || to.getRawPath().equals(path) || to.getRawPath().startsWith(path + "/");
    }

    /** The path of a base URL, without a slash at its end. */
    static String path(URI base) {
        String path = base.getRawPath();
        return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
