package dev.holdfast.vendor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a body as plain XML in UTF-8: elements, attributes, text, CDATA. A DOCTYPE, and so every entity of one's own and
 * everything external, is refused unread. The JDK's readers do not tell where in the bytes an element stands, which an
 * item's exact bytes need.
 */
final class XmlReader {
    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 100_000;

    /** Characters of namespaces' declarations in scope anywhere: each of many items takes them along. */
    private static final int MOST_DECLARED = 4_096;

    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s++([^\\s=<>\"'/]++)\\s*+=\\s*+(?:\"([^\"<]*)\"|'([^'<]*)')");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*(:[\\p{L}_][\\p{L}\\p{N}_.-]*)?");

    private final byte[] body;
    private final Xml document;
    private final Deque<String> open = new ArrayDeque<>();
    private Xml within;
    private int elements;
    private int at;

    private XmlReader(byte[] body) {
        this.body = body;
        this.document = new Xml("", null, 0);
        this.within = document;
    }

    /** The document, whose one step is the root element. Throws with a reason that quotes nothing of it. */
    static Xml read(byte[] body) throws NotUnderstood {
        return new XmlReader(body).document();
    }

    private Xml document() throws NotUnderstood {
        refuseOtherEncodings();
        while (at < body.length) {
            if (body[at] != '<') {
                text();
            } else if (startsWith("<!--")) {
                at = after("-->", 4);
            } else if (startsWith("<![CDATA[") && within != document) {
                int end = after("]]>", 9);
                within.addText(decoded(at + 9, end - 3));
                at = end;
            } else if (startsWith("<?")) {
                at = after("?>", 2);
            } else if (startsWith("<!")) {
                throw new NotUnderstood("invalid XML: a DOCTYPE is not read");
            } else if (startsWith("</")) {
                endTag();
            } else {
                startTag();
            }
        }
        if (within != document || elements == 0) {
            throw broken();
        }
        document.close(body.length);
        return document;
    }

    private void text() throws NotUnderstood {
        int from = at;
        while (at < body.length && body[at] != '<') {
            at++;
        }
        String text = entities(decoded(from, at));
        if (within == document && !text.isBlank()) {
            throw broken();
        }
        within.addText(text);
    }

    private void startTag() throws NotUnderstood {
        int from = at;
        int end = endOfTag();
        boolean empty = body[end - 2] == '/';
        String tag = decoded(from + 1, end - (empty ? 2 : 1));
        Matcher name = NAME.matcher(tag);
        if (!name.lookingAt() || (within == document && elements > 0)) {
            throw broken();
        }
        if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
            throw new NotUnderstood("XML over a limit: " + DEEPEST + " levels, " + MOST_ELEMENTS + " elements");
        }
        Xml element = new Xml(local(name.group()), within, from);
        element.nameEnds(from + 1 + Scope.utf8(name.group()).length);
        attributes(tag.substring(name.end()), element);
        if (element.inScope() > MOST_DECLARED) {
            throw new NotUnderstood("XML over a limit: " + MOST_DECLARED + " characters of namespaces");
        }
        within.add(element);
        at = end;
        if (empty) {
            element.close(at);
        } else {
            open.push(name.group());
            within = element;
        }
    }

    private void endTag() throws NotUnderstood {
        int end = after(">", 2);
        String name = decoded(at + 2, end - 1).stripTrailing();
        Xml parent = within.parent();
        if (parent == null || !name.equals(open.pop())) {
            throw broken();
        }
        within.close(end);
        within = parent;
        at = end;
    }

    private void attributes(String text, Xml element) throws NotUnderstood {
        Matcher matcher = ATTRIBUTE.matcher(text);
        int done = 0;
        // From where the last one ended, and nowhere else: a search would try every blank of a tag of nothing but
        // blanks.
        while (matcher.region(done, text.length()).lookingAt()) {
            attribute(matcher, element);
            done = matcher.end();
        }
        if (!text.substring(done).isBlank()) {
            throw broken();
        }
    }

    private void attribute(Matcher matcher, Xml element) throws NotUnderstood {
        String name = matcher.group(1);
        String text = entities(matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        if (name.equals("xmlns") || name.startsWith("xmlns:")) {
            element.declare(name, matcher.group().strip());
            return;
        }
        Xml attribute = new Xml(local(name), element, element.start());
        attribute.addText(text);
        element.addAttribute(attribute);
    }

    /** Offset after the tag's {@code >}, which may stand inside quotes before. */
    private int endOfTag() throws NotUnderstood {
        byte quote = 0;
        for (int i = at; i < body.length; i++) {
            if (quote != 0) {
                quote = body[i] == quote ? 0 : quote;
            } else if (body[i] == '"' || body[i] == '\'') {
                quote = body[i];
            } else if (body[i] == '>') {
                return i + 1;
            }
        }
        throw broken();
    }

    private boolean startsWith(String word) {
        if (at + word.length() > body.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (body[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int after(String word, int skip) throws NotUnderstood {
        int from = at;
        for (at = from + skip; at < body.length; at++) {
            if (startsWith(word)) {
                int end = at + word.length();
                at = from;
                return end;
            }
        }
        throw broken();
    }

    private void refuseOtherEncodings() throws NotUnderstood {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            String head = text.substring(0, Math.min(200, text.length()));
            Matcher encoding = Pattern.compile("^<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([^\"']*)")
                    .matcher(head);
            if (text.indexOf('\0') >= 0
                    || (encoding.find() && !encoding.group(1).equalsIgnoreCase("utf-8"))) {
                throw new NotUnderstood("invalid XML: not UTF-8");
            }
        } catch (CharacterCodingException e) {
            throw new NotUnderstood("invalid XML: not UTF-8");
        }
    }

    private String decoded(int from, int to) {
        return new String(body, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String entities(String text) throws NotUnderstood {
        return text.indexOf('&') < 0 ? text : XmlEntities.resolve(text);
    }

    private static NotUnderstood broken() {
        return new NotUnderstood("invalid XML: broken");
    }
}
