package dev.holdfast.ops.check;

import dev.holdfast.vendor.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request out of a file: the text of HTTP/1.1, with line ends of either kind in its head, and the body byte for byte.
 *
 * @param query without the question mark; null when there is none
 * @param left bytes of the file after the body that {@code Content-Length} announces: an editor's last line end
 */
record SavedRequest(String method, @Nullable String query, Headers headers, byte[] body, int left) {
    private static final Pattern LINE = Pattern.compile("([A-Z]+) ([^ ?]+)(?:\\?([^ ]*))?(?: HTTP/1\\.[01])?");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");

    /** The headers in the order of the file. */
    private record Listed(List<Map.Entry<String, String>> entries) implements Headers {
        @Override
        public List<String> all(String name) {
            return entries.stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    static SavedRequest parse(byte[] file) throws Unreadable {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        Matcher first = null;
        int at = 0;
        for (int number = 1; ; number++) {
            int end = at;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            int last = end > at && file[end - 1] == '\r' ? end - 1 : end;
            String line = new String(file, at, last - at, StandardCharsets.ISO_8859_1);
            at = Math.min(end + 1, file.length);
            if (first == null) {
                first = matched(LINE, line, "line 1 is no request line: POST /webhooks/name HTTP/1.1");
            } else if (!line.isEmpty()) {
                Matcher header = matched(HEADER, line, "line " + number + " is no header (Name: value)");
                headers.add(Map.entry(header.group(1), header.group(2)));
            } else if (end < file.length || number > 1) {
                return whole(first, new Listed(headers), Arrays.copyOfRange(file, at, file.length));
            }
        }
    }

    private static Matcher matched(Pattern pattern, String line, String otherwise) throws Unreadable {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new Unreadable(otherwise);
        }
        return matcher;
    }

    private static SavedRequest whole(Matcher line, Headers headers, byte[] rest) throws Unreadable {
        if (!headers.all("Transfer-Encoding").isEmpty()) {
            throw new Unreadable(
                    "it has a Transfer-Encoding: save the body without its chunks, and leave that header out");
        }
        List<String> lengths = headers.all("Content-Length");
        int length = rest.length;
        if (!lengths.isEmpty()) {
            String text = lengths.get(0);
            if (lengths.size() > 1 || !text.matches("[0-9]{1,9}")) {
                throw new Unreadable("Content-Length is no number, or there twice");
            }
            length = Integer.parseInt(text);
        }
        if (length > rest.length) {
            throw new Unreadable("Content-Length says " + length + " bytes, and the file has " + rest.length
                    + " after its first empty line");
        }
        return new SavedRequest(
                line.group(1), line.group(3), headers, Arrays.copyOf(rest, length), rest.length - length);
    }
}
