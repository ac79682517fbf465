package dev.holdfast.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** How a configured secret becomes the key of an HMAC. */
enum KeyReading {
    /** The text as it is, prefixes included. */
    UTF8 {
        @Override
        byte[] bytes(String secret) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    },
    /** Base64 of the key. */
    BASE64 {
        @Override
        byte[] bytes(String secret) throws Fault {
            try {
                return Base64.getDecoder().decode(secret);
            } catch (IllegalArgumentException e) {
                throw new Fault("is no Base64", "the secret as the vendor shows it");
            }
        }
    },
    /** Hexadecimal digits of the key, in either case. */
    HEX {
        @Override
        byte[] bytes(String secret) throws Fault {
            try {
                return HexFormat.of().parseHex(secret);
            } catch (IllegalArgumentException e) {
                throw new Fault("is not hexadecimal", "the secret as the vendor shows it");
            }
        }
    },
    /** Standard Webhooks: {@code whsec_} and Base64. */
    WHSEC {
        @Override
        byte[] bytes(String secret) throws Fault {
            return BASE64.bytes(secret.startsWith("whsec_") ? secret.substring(6) : secret);
        }
    };

    /** The key; throws, without a word of the secret, when it cannot be one. */
    abstract byte[] bytes(String secret) throws Fault;
}
