package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's body, read as JSON, XML or a form when a page first asks, and once. */
final class Body {
    private final byte[] bytes;
    private final Headers headers;

    private @Nullable Node json;
    private @Nullable Node xml;
    private @Nullable Map<String, List<String>> form;
    private @Nullable NotUnderstood noJson;
    private @Nullable NotUnderstood noXml;
    private @Nullable NotUnderstood noForm;

    Body(Request request) {
        this.bytes = request.body();
        this.headers = request.headers();
    }

    byte[] bytes() {
        return bytes;
    }

    /** As sent; the first where it was sent twice, null where it was not sent. */
    @Nullable
    String contentType() {
        List<String> all = headers.all("Content-Type");
        return all.isEmpty() ? null : all.get(0);
    }

    boolean isForm() {
        String contentType = contentType();
        return contentType != null
                && contentType.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33)
                && (contentType.length() == 33 || " ;".indexOf(contentType.charAt(33)) >= 0);
    }

    Node json() throws NotUnderstood {
        if (json == null && noJson == null) {
            try {
                refuseOtherCharset();
                json = JsonReader.read(bytes);
            } catch (NotUnderstood e) {
                noJson = e;
            }
        }
        return known(json, noJson);
    }

    Node xml() throws NotUnderstood {
        if (xml == null && noXml == null) {
            try {
                refuseOtherCharset();
                xml = XmlReader.read(bytes);
            } catch (NotUnderstood e) {
                noXml = e;
            }
        }
        return known(xml, noXml);
    }

    /** The fields of a form body; throws when the request does not say that it is one. */
    Map<String, List<String>> form() throws NotUnderstood {
        if (form == null && noForm == null) {
            try {
                if (!isForm()) {
                    throw new NotUnderstood("no form");
                }
                refuseOtherCharset();
                form = FormReader.read(new String(bytes, StandardCharsets.UTF_8));
            } catch (NotUnderstood e) {
                noForm = e;
            }
        }
        return known(form, noForm);
    }

    private static <T> T known(@Nullable T read, @Nullable NotUnderstood fault) throws NotUnderstood {
        if (fault != null) {
            throw fault;
        }
        if (read == null) {
            throw new IllegalStateException("neither read nor refused");
        }
        return read;
    }

    /**
     * Bytes are read as UTF-8. Another charset is believed only where it makes no difference: one that extends ASCII,
     * over a body of nothing but ASCII.
     */
    private void refuseOtherCharset() throws NotUnderstood {
        String contentType = contentType();
        int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf("charset");
        if (contentType == null || at < 0) {
            return;
        }
        String rest = contentType.substring(at + "charset".length()).strip();
        String charset = rest.replaceFirst("^=\\s*\"?", "")
                .replaceFirst("[\"\\s;].*$", "")
                .toLowerCase(Locale.ROOT);
        boolean utf8 = charset.equals("utf-8") || charset.equals("utf8") || charset.equals("us-ascii");
        boolean latin = charset.startsWith("iso-8859-") || charset.startsWith("windows-125");
        if (!utf8 && !(latin && isAscii())) {
            throw new NotUnderstood("a charset that is not UTF-8");
        }
    }

    private boolean isAscii() {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
