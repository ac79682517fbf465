package dev.holdfast.vendor;

import java.util.Base64;
import java.util.HexFormat;

/** How a configured public key is written. */
enum PublicKeyReading {
    /** Base64 of the X.509 SubjectPublicKeyInfo. */
    SPKI {
        @Override
        byte[] bytes(String text) {
            return Base64.getDecoder().decode(text);
        }
    },
    /** The same between {@code BEGIN PUBLIC KEY} lines. */
    PEM {
        @Override
        byte[] bytes(String text) {
            String inner =
                    text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
            return Base64.getDecoder().decode(inner);
        }
    },
    /** The bare bytes of an Ed25519 key in hexadecimal. */
    RAW_HEX {
        @Override
        byte[] bytes(String text) {
            return HexFormat.of().parseHex(text);
        }
    },
    /** The bare bytes of an Ed25519 key in Base64. */
    RAW_BASE64 {
        @Override
        byte[] bytes(String text) {
            return Base64.getDecoder().decode(text);
        }
    },
    /** Standard Webhooks: {@code whpk_} and Base64 of the bare bytes. */
    WHPK {
        @Override
        byte[] bytes(String text) {
            if (!text.startsWith("whpk_")) {
                throw new IllegalArgumentException("no whpk_");
            }
            return Base64.getDecoder().decode(text.substring(5));
        }
    };

    /** The bytes; throws {@link IllegalArgumentException} when the text is not written so. */
    abstract byte[] bytes(String text);

    boolean isBare() {
        return this == RAW_HEX || this == RAW_BASE64 || this == WHPK;
    }
}
