package dev.holdfast.ops.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code postgresql://user:password@host:port/name?sslmode=…}. No fault shows any part of it: it holds a password. */
final class DatabaseUrl {
    private static final String ALLOWED =
            "postgresql://user:password@host:port/name, with ?sslmode= and &sslrootcert= where needed"
                    + "; a sign such as @ : / in the password is percent-encoded";
    private static final Pattern URL = Pattern.compile(
            "postgres(?:ql)?://([^:@/?#]+)(?::([^:@/?#]*))?@(\\[[0-9a-fA-F:.]+]|[^:@/?#,\\[\\]]+)(?::([0-9]{1,5}))?/([^/?#]+)(?:\\?([^?#]*))?");

    private DatabaseUrl() {}

    static Reading<DatabaseAddress> reading() {
        return DatabaseUrl::read;
    }

    private static DatabaseAddress read(String text) throws Fault {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new Fault(whatIsWrong(text), ALLOWED);
        }
        int port = url.group(4) == null ? 5432 : Integer.parseInt(url.group(4));
        if (port < 1 || port > 65535) {
            throw new Fault("has a port that does not exist", ALLOWED);
        }
        Map<String, String> parameters = parameters(url.group(6));
        String root = parameters.get("sslrootcert");
        SslMode ssl = sslMode(parameters.get("sslmode"));
        boolean verifies = ssl == SslMode.VERIFY_CA || ssl == SslMode.VERIFY_FULL;
        if (verifies && (root == null || !Files.isReadable(Path.of(root)))) {
            throw new Fault("wants to verify, but names no sslrootcert that can be read", ALLOWED);
        }
        return new DatabaseAddress(
                url.group(3).replaceAll("[\\[\\]]", ""),
                port,
                decoded(url.group(5)),
                decoded(url.group(1)),
                url.group(2) == null ? "" : decoded(url.group(2)),
                ssl,
                root == null ? null : Path.of(root));
    }

    private static String whatIsWrong(String text) {
        if (text.startsWith("jdbc:")) {
            return "is a JDBC URL";
        }
        if (!text.matches("postgres(ql)?://.*")) {
            return "does not start with postgresql://";
        }
        if (text.indexOf('@') < 0) {
            return "names no user";
        }
        if (text.indexOf('@') != text.lastIndexOf('@')) {
            return "has more than one @";
        }
        return text.contains(",") ? "names more than one host" : "is no URL of a database";
    }

    private static Map<String, String> parameters(@Nullable String query) throws Fault {
        Map<String, String> found = new HashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || !(parts[0].equals("sslmode") || parts[0].equals("sslrootcert"))) {
                throw new Fault("has a parameter that is unknown here", ALLOWED);
            }
            found.put(parts[0], decoded(parts[1]));
        }
        return found;
    }

    private static SslMode sslMode(@Nullable String text) throws Fault {
        if (text == null) {
            return SslMode.PREFER;
        }
        try {
            return SslMode.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new Fault(
                    "has an sslmode that is unknown",
                    "sslmode=disable, allow, prefer, require, verify-ca or verify-full");
        }
    }

    /** Percent-decoding alone: a plus sign is a plus sign here. */
    private static String decoded(String text) throws Fault {
        try {
            return java.net.URLDecoder.decode(text.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Fault("has a % that is not followed by two hexadecimal digits", ALLOWED);
        }
    }
}
