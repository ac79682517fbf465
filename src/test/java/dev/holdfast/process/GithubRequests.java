package dev.holdfast.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** GitHub's requests: a vendor that never tries again. */
final class GithubRequests implements Requests {
    private final String source;
    private final String prefix;
    private final Mac mac;
    private final String padding;

    GithubRequests(String source, String secret, String prefix, int bodyBytes) {
        this.source = source;
        this.prefix = prefix;
        this.padding = "x".repeat(bodyBytes);
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String id(long number) {
        return prefix + number;
    }

    @Override
    public byte[] body(long number) {
        return ("{\"id\":\"" + id(number) + "\",\"action\":\"opened\",\"note\":\"" + padding + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public ByteBuffer request(long number, byte[] body, long seconds) {
        String head = "POST /webhooks/" + source
                + " HTTP/1.1\r\nHost: hooks.example\r\nContent-Type: application/json\r\n"
                + "X-GitHub-Event: issues\r\nX-GitHub-Hook-ID: 7\r\nX-GitHub-Delivery: " + id(number) + "\r\n"
                + "X-Hub-Signature-256: sha256=" + HexFormat.of().formatHex(mac.doFinal(body)) + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        return ByteBuffer.wrap(bytes(head, body));
    }

    /** A head and its body, for the wire. */
    static byte[] bytes(String head, byte[] body) {
        byte[] request = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }
}
