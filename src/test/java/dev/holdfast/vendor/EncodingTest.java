package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes as vendors write them: each in one spelling. */
class EncodingTest {
    @ParameterizedTest
    @CsvSource({
        "HEX, 00ff7a, '0,255,122'",
        "HEX, '', ''",
        "BASE64, AP8=, '0,255'",
        "BASE64, AP96, '0,255,122'",
        "BASE64URL, _-8=, '255,239'",
        "BASE64URL, _-8, '255,239'"
    })
    void bytesAsTheyAreWritten(Encoding encoding, String text, String bytes) {
        byte[] decoded = encoding.decode(text);
        String is = "";
        for (byte b : decoded) {
            is += (is.isEmpty() ? "" : ",") + (b & 0xff);
        }
        assertEquals(bytes, is);
    }

    @ParameterizedTest
    @CsvSource({
        "HEX, 0",
        "HEX, 00F0",
        "HEX, 0g",
        "HEX, g0",
        "HEX, '0 '",
        "HEX, 0:",
        "HEX, 0/",
        "HEX, 0`",
        "BASE64, AP8",
        "BASE64, AP9=",
        "BASE64, _-8=",
        "BASE64, 'AP8= '",
        "BASE64URL, /+8=",
        "BASE64URL, _-9",
        "BASE64URL, _-9=",
        "BASE64URL, _-8=="
    })
    void aSecondSpellingIsNone(Encoding encoding, String text) {
        assertNull(encoding.decode(text));
    }
}
