package dev.holdfast.target;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL that means the same to every parser.
 *
 * <p>Parsers differ over user parts, backslashes, dots at the end and numbers that stand for addresses ({@code 127.1},
 * {@code 0x7f000001}, {@code 0177.0.0.1}), and an address check is worth nothing when the dialler reads another host than
 * the check did. So only one spelling of each thing is allowed, and {@link URI} must read the same from it.
 *
 * @param uri the URL itself
 * @param host in lower case; an IPv6 address without its brackets
 * @param port as written, or the scheme's own
 * @param tls whether the scheme is https
 * @param literal the address when the host is one; null when the host is a name
 */
public record TargetUrl(
        URI uri,
        String host,
        int port,
        boolean tls,
        @Nullable InetAddress literal) {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_HOST = 253;

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");
    private static final Pattern SHAPE =
            Pattern.compile("(https?)://(\\[[^\\]/?#@]*]|[^\\[\\]:/?#@]*)(?::([^/?#@]*))?(?:[/?].*)?");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}");

    /**
     * Reads a URL from the configuration.
     *
     * @throws IllegalArgumentException when it is not allowed; the message says which part and what is allowed instead
     */
    public static TargetUrl parse(String text) {
        return parse(text, MAX_LENGTH);
    }

    static TargetUrl parse(String text, int longest) {
        check(text.length() <= longest, "a URL has at most " + longest + " characters");
        check(PRINTABLE.matcher(text).matches(), "a URL holds printable ASCII only: no spaces, tabs or line ends");
        check(text.indexOf('\\') < 0, "a URL holds no backslash");
        check(text.indexOf('#') < 0, "a URL has no fragment (#)");
        check(text.startsWith("http://") || text.startsWith("https://"), "a URL begins with http:// or https://");
        Matcher shape = SHAPE.matcher(text);
        check(
                shape.matches(),
                "a URL has no user part (@), and its host is a name, an IPv4 or a bracketed IPv6 address");
        boolean tls = shape.group(1).equals("https");
        String written = shape.group(2);
        int port = port(shape.group(3), tls);
        boolean bracketed = written.startsWith("[");
        String host = bracketed ? written.substring(1, written.length() - 1) : written;
        InetAddress literal = bracketed ? ipv6(host) : ipv4(host);
        return new TargetUrl(agreed(text, written, shape.group(3)), host, port, tls, literal);
    }

    /** Whether the URL itself names this machine's loopback, in canonical form. */
    public boolean namesLoopback() {
        return literal == null ? host.equals("localhost") : literal.isLoopbackAddress();
    }

    /** What follows the authority: path and query, never empty. */
    public String pathAndQuery() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    /** Not the whole URL: a query may hold a token. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static int port(@Nullable String digits, boolean tls) {
        if (digits == null) {
            return tls ? 443 : 80;
        }
        int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
        check(port > 0 && port <= 65_535, "a port is a number from 1 to 65535");
        return port;
    }

    private static @Nullable InetAddress ipv4(String host) {
        check(
                host.length() <= MAX_HOST && NAME.matcher(host).matches(),
                "a host is written in lower-case letters, digits,"
                        + " hyphens and dots, with no dot at its end, no underscore and no per cent");
        check(!host.startsWith("xn--") && !host.contains(".xn--"), "a host is no internationalised name (xn--)");
        if (!NUMBER_AT_END.matcher(host).matches()) {
            return null;
        }
        check(DOTTED_QUAD.matcher(host).matches(), "an IPv4 address is four decimal numbers without leading zeros");
        return address(host);
    }

    private static InetAddress ipv6(String host) {
        check(IPV6.matcher(host).matches(), "an IPv6 address is written in lower-case hexadecimal, without a zone");
        InetAddress address = address(host);
        check(!(address instanceof Inet4Address), "an IPv4 address is written as one, not inside an IPv6 address");
        check(!address.isLoopbackAddress() || host.equals("::1"), "the IPv6 loopback is written [::1]");
        return address;
    }

    private static InetAddress address(String literal) {
        try {
            // No name reaches this: a literal is read, never looked up.
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("a host in brackets is an IPv6 address");
        }
    }

    private static URI agreed(String text, String host, @Nullable String port) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            String authority = port == null ? host : host + ':' + port;
            check(
                    host.equals(uri.getHost()) && authority.equals(uri.getRawAuthority()),
                    "the host of a URL is unclear");
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "a URL holds only what RFC 3986 allows; the fault is at character " + (e.getIndex() + 1));
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
