package dev.holdfast.vendor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code docs/vendors.md} out of the pages. Run {@code main} after a page was changed. */
final class VendorTable {
    static final Path FILE = Path.of("docs/vendors.md");

    private VendorTable() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, text());
    }

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Vendors

                Made from the pages in `src/main/resources/vendors/` by `VendorTable` in the tests; do not edit. What the words mean
                stands in [vendor-pages.md](vendor-pages.md), what a pull can bring back in [reconciliation.md](reconciliation.md).

                | vendor | page | proves itself by | handshake | retries for | pull tells | remembers |
                |---|---|---|---|---|---|---|
                """);
        List<Vendor> vendors = Requests.PAGES.all().stream()
                .sorted((a, b) -> a.title().compareToIgnoreCase(b.title()))
                .toList();
        for (Vendor vendor : vendors) {
            text.append("| [%s](#%s) | `%s` | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            vendor.title(),
                            anchor(vendor.title()),
                            vendor.name(),
                            vendor.page().signatures().stream()
                                    .map(VendorTable::scheme)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                            handshake(vendor.page()),
                            vendor.retriesFor().map(VendorTable::duration).orElse("unknown"),
                            PullWords.kinds(vendor.page().pull()),
                            PullWords.remembers(vendor.page().pull())));
        }
        vendors.forEach(vendor -> text.append(section(vendor)));
        return text.toString().replace("\r\n", "\n");
    }

    private static String section(Vendor vendor) {
        Page page = vendor.page();
        List<String> lines = new ArrayList<>();
        lines.add("\n## " + vendor.title() + "\n");
        lines.add("`vendor: " + vendor.name() + "`\n");
        lines.add("| | |");
        lines.add("|---|---|");
        for (Signature signature : page.signatures()) {
            String name = page.signatures().size() == 1
                    ? "signature"
                    : "signature `" + signature.terms().name() + "`";
            lines.add(
                    row(name + (signature.terms().optIn() ? " (only when named)" : ""), SignatureWords.of(signature)));
            String weakness = signature.terms().weakness();
            if (weakness != null) {
                lines.add(row("weakness", weakness));
            }
        }
        for (Shape shape : page.shapes()) {
            lines.add(row("known by", PageWords.key(shape.id())));
            if (shape.object() != null && shape.version() != null) {
                lines.add(row("state", PageWords.key(shape.object()) + " at " + PageWords.version(shape.version())));
            }
        }
        if (!page.split().paths().isEmpty()) {
            lines.add(row(
                    "events of one request",
                    page.split().paths().stream()
                            .map(path -> PageWords.code(PageWords.path(path.place(), path.pointer())))
                            .collect(Collectors.joining(", "))));
        }
        if (!page.methods().equals(List.of("POST"))) {
            lines.add(row("methods", String.join(" ", page.methods())));
        }
        lines.add(row(
                "answer",
                page.answers().stream()
                                .map(answer -> answer(answer.reply()))
                                .distinct()
                                .collect(Collectors.joining(", or "))
                        + " within " + duration(page.answerWithin())));
        lines.add(row("handshake", handshake(page)));
        lines.add(row(
                "tries again for",
                vendor.retriesFor().map(VendorTable::duration).orElse("unknown")));
        PullWords.rows(page.pull()).forEach(pull -> lines.add(row(pull.get(0), pull.get(1))));
        lines.add(row("evidence", Evidence.of(vendor.name())));
        lines.add(row("documentation", page.docs().isEmpty() ? "–" : String.join(" · ", page.docs())));
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, String value) {
        return "| " + name + " | " + value.replace("|", "\\|") + " |";
    }

    private static String scheme(Signature signature) {
        String words = SignatureWords.of(signature);
        return words.substring(0, words.indexOf(',') < 0 ? words.length() : words.indexOf(','));
    }

    private static String handshake(Page page) {
        return page.handshakes().isEmpty()
                ? "–"
                : page.handshakes().stream()
                        .map(VendorTable::handshake)
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    private static String handshake(Handshake handshake) {
        String method = handshake.occasion().method();
        if (handshake instanceof Handshake.ConfirmUrl) {
            return method + ", an operator confirms";
        }
        if (handshake instanceof Handshake.CaptureSecret) {
            return method + ", brings the secret";
        }
        boolean token = handshake instanceof Handshake.Answering answering && answering.token() != null;
        return method + (handshake.occasion().signed() ? ", signed" : token ? ", with `verify-token`" : "");
    }

    private static String answer(Reply reply) {
        @Nullable String type = reply.contentType();
        return type == null ? Integer.toString(reply.status()) : reply.status() + " with " + type;
    }

    static String duration(Duration duration) {
        if (duration.isZero()) {
            return "never";
        }
        long seconds = duration.toSeconds();
        return seconds % 86_400 == 0
                ? seconds / 86_400 + " d"
                : seconds % 3_600 == 0
                        ? seconds / 3_600 + " h"
                        : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static String anchor(String title) {
        return title.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
