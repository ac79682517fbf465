package dev.holdfast.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Pages as vectors want them: with another window for the signed time, or of a form that only the vector's scheme tells. */
final class VectorPages {
    private VectorPages() {}

    /** The page, with a window that is the vector's and not the page's. */
    static Vendor within(Vendor page, Duration window) {
        if (page.page().signatures().stream().allMatch(signature -> isWithin(signature, window))) {
            return page;
        }
        String text = text(page.name())
                .replaceAll("tolerance: ([0-9]+[smh]|param:[a-z-]+)", "tolerance: " + window.toSeconds() + "s");
        // Where the source could say it, nobody asks the source any more.
        String unasked =
                text.replaceAll("(?m)^ +tolerance: \\{ pattern.*\n", "").replaceAll("(?m)^params:\n(?! )", "");
        return Vendor.read(page.name(), page.name() + ".yaml", unasked);
    }

    private static boolean isWithin(Signature signature, Duration window) {
        Signature same =
                signature.timed(stamp -> new Signature.Stamp(stamp.at(), stamp.format(), window, stamp.setting()));
        return signature.equals(same);
    }

    private static String text(String name) {
        try (InputStream in = VectorPages.class.getResourceAsStream("/vendors/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The page of {@code generic-hmac:<header>:<algorithm>:<encoding>[:<prefix>]}, of which the end may be left out. A prefix
     * that is not told is the one that is sent.
     */
    static Vendor generic(String scheme, List<String> headers) {
        String[] words = scheme.split(":", 5);
        String header = words.length > 1 ? words[1] : "X-Signature";
        String algorithm = (words.length > 2 ? words[2] : "sha256").toLowerCase(Locale.ROOT);
        String encoding = words.length > 3 ? words[3] : "hex";
        String prefix = words.length > 4 ? words[4] : prefix(header, algorithm, headers);
        return Vendor.read("own", "own.yaml", """
                title: Own
                signature: { scheme: hmac, algorithm: %s, value: "header:%s", %sencoding: %s, signed: "{body}", key: utf8 }
                event: { id: "{body|sha256-hex}", type: text:event }
                """.formatted(
                        algorithm, header, prefix.isEmpty() ? "" : "prefix: \"" + prefix + "\", ", encoding));
    }

    private static String prefix(String header, String algorithm, List<String> headers) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(header) && headers.get(i + 1).startsWith(algorithm + "=")) {
                return algorithm + "=";
            }
        }
        return "";
    }
}
