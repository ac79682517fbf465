package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a configured secret or public key is written, and that what is not written so is none. */
class KeyReadingTest {
    @ParameterizedTest
    @CsvSource({
        "UTF8, whsec_a, 77687365635f61",
        "BASE64, AP96, 00ff7a",
        "HEX, 00fF7a, 00ff7a",
        "WHSEC, whsec_AP96, 00ff7a",
        "WHSEC, AP96, 00ff7a"
    })
    void aSecretIsReadAsItIsWritten(KeyReading reading, String secret, String bytes) throws Fault {
        assertEquals(bytes, HexFormat.of().formatHex(reading.bytes(secret)));
    }

    @ParameterizedTest
    @CsvSource({"BASE64, *", "HEX, 0", "HEX, zz", "WHSEC, whsec_*", "WHSEC, wh sec"})
    void whatIsNotWrittenSoIsNone(KeyReading reading, String secret) {
        assertThrows(Fault.class, () -> reading.bytes(secret));
    }

    @ParameterizedTest
    @CsvSource({
        "SPKI, AP96, 00ff7a, false",
        "PEM, -----BEGIN PUBLIC KEY----- AP 96 -----END PUBLIC KEY-----, 00ff7a, false",
        "RAW_HEX, 00ff7a, 00ff7a, true",
        "RAW_BASE64, AP96, 00ff7a, true",
        "WHPK, whpk_AP96, 00ff7a, true"
    })
    void aPublicKeyIsReadAsItIsWritten(PublicKeyReading reading, String text, String bytes, boolean bare) {
        assertEquals(bytes, HexFormat.of().formatHex(reading.bytes(text)));
        assertEquals(bare, reading.isBare());
    }

    @ParameterizedTest
    @CsvSource({
        "SPKI, *",
        "PEM, -----BEGIN PRIVATE KEY-----",
        "RAW_HEX, 0",
        "RAW_BASE64, *",
        "WHPK, AP96",
        "WHPK, whpk_*"
    })
    void whatIsNoPublicKeyIsNone(PublicKeyReading reading, String text) {
        assertThrows(IllegalArgumentException.class, () -> reading.bytes(text));
    }
}
