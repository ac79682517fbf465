package dev.holdfast.process;

import java.nio.ByteBuffer;

/** Makes the requests of one vendor, one event after the other; not for use by two threads. */
public interface Requests {
    /** The event's id, by its number. */
    String id(long number);

    /** The event's bytes; the same number makes the same bytes. */
    byte[] body(long number);

    /** The whole request for these bytes, signed for a moment in Unix seconds. */
    ByteBuffer request(long number, byte[] body, long seconds);

    /** Stripe's, which tries again for days. */
    static Requests stripe(StripeSigner signer, String prefix) {
        return new Requests() {
            @Override
            public String id(long number) {
                return prefix + number;
            }

            @Override
            public byte[] body(long number) {
                return signer.body(id(number), "invoice.paid", 1_700_000_000);
            }

            @Override
            public ByteBuffer request(long number, byte[] body, long seconds) {
                return signer.request(body, seconds);
            }
        };
    }

    /** Nobody's: a body and no signature, always the same. */
    static Requests unsigned(String source, byte[] body) {
        byte[] request = GithubRequests.bytes(
                "POST /webhooks/" + source + " HTTP/1.1\r\nHost: hooks.example\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n",
                body);
        return new Requests() {
            @Override
            public String id(long number) {
                return "unsigned";
            }

            @Override
            public byte[] body(long number) {
                return body;
            }

            @Override
            public ByteBuffer request(long number, byte[] same, long seconds) {
                return ByteBuffer.wrap(request);
            }
        };
    }
}
