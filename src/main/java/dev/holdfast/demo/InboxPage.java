package dev.holdfast.demo;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The inbox as a page that renews itself; no script, nothing from elsewhere, everything escaped. */
final class InboxPage {
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int SHOWN = 200;

    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <title>Holdfast: the inbox</title><style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1c1c1c }
            table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; vertical-align: top }
            tr { border-bottom: 1px solid #ddd } code { overflow-wrap: anywhere } .yes { color: #0a7a2f } .no { color: #b3001b }
            </style></head><body><h1>The inbox</h1>
            <p>A target like yours: Holdfast posts to it, and it verifies the signature of each request by itself.
            The newest comes first; the page renews itself.</p>
            """;

    private InboxPage() {}

    static String of(List<Inbox.Letter> letters) {
        StringBuilder page = new StringBuilder(HEAD);
        if (letters.isEmpty()) {
            return page.append("<p>Nothing has arrived yet.</p></body></html>").toString();
        }
        page.append("<table><tr><th>Arrived (UTC)<th>Event<th>Type<th>Attempt<th>By<th>Signature<th>Body</tr>");
        letters.forEach(letter -> row(page, letter));
        return page.append("</table></body></html>").toString();
    }

    private static void row(StringBuilder page, Inbox.Letter letter) {
        page.append("<tr><td>").append(TIME.format(letter.at())).append("<td><code>");
        escape(page, letter.id());
        page.append("</code><td>");
        escape(page, letter.type());
        page.append("<td>");
        escape(page, letter.attempt());
        page.append("<td>");
        escape(page, letter.origin());
        page.append(letter.verified() ? "<td class=\"yes\">verified" : "<td class=\"no\">does not hold");
        page.append("<td><code>");
        escape(page, letter.body().substring(0, Math.min(SHOWN, letter.body().length())));
        page.append("</code></tr>");
    }

    private static void escape(StringBuilder page, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c < ' ' ? ' ' : c);
            }
        }
    }
}
