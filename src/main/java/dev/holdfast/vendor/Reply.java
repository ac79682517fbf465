package dev.holdfast.vendor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a vendor.
 *
 * @param status 2xx
 * @param contentType null when the body is empty
 * @param headers further headers, for handshakes
 */
public record Reply(int status, @Nullable String contentType, byte[] body, Map<String, String> headers) {
    /** 200 and nothing else. */
    public static final Reply OK = new Reply(200, null, new byte[0], Map.of());
}
