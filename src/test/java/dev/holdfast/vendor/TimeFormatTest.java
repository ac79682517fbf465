package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as vendors write them: the last that is taken, and the first that is not. */
class TimeFormatTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T06:00:00Z, 2026-11-20T06:00:00Z",
        "2026-11-20T06:00:00z, 2026-11-20T06:00:00Z",
        "2026-11-20 06:00:00, 2026-11-20T06:00:00Z",
        "2026-11-20T06:00:00.1, 2026-11-20T06:00:00.100Z",
        "2026-11-20T06:00:00.123456789Z, 2026-11-20T06:00:00.123456789Z",
        "2026-11-20T06:00:00+0130, 2026-11-20T04:30:00Z",
        "2026-11-20T06:00:00-01:30, 2026-11-20T07:30:00Z",
        "2026-11-20T06:00:00+05, 2026-11-20T01:00:00Z",
        "2026-11-20T06:00:00+18:00, 2026-11-19T12:00:00Z",
        "2024-02-29T23:59:59.000001-18:00, 2024-03-01T17:59:59.000001Z"
    })
    void aTimeAsVendorsWriteIt(String text, Instant instant) {
        assertEquals(instant, IsoTime.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20T06:00:0",
                "2026-11-20T06:00:00.Z",
                "2026-11-20T06:00:00.1234567890Z",
                "2026-11-20T06:00:00Q",
                "2026-11-20T06:00:00 Z",
                "2026-11-20T06:00:00+1",
                "2026-11-20T06:00:00+123",
                "2026-11-20T06:00:00+18:01",
                "2026-11-20T06:00:00*01:30",
                "2026-11-20T06:00:00+01:3a",
                "2026-11-20T06:00:00+1:300",
                "2026-11-20T06:00:00+01 30",
                "2026-13-20T06:00:00Z",
                "2026-02-30T06:00:00Z",
                "2026-11-20T25:00:00Z",
                "2026/11/20T06:00:00Z",
                "202x-11-20T06:00:00Z",
                "2026-11-20x06:00:00Z",
                "2026-11-20T06:00:00.000000000000000000000000Z",
                "\u0662\u0660\u0662\u0666-11-20T06:00:00Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertNull(IsoTime.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 0, 1970-01-01T00:00:00Z",
        "UNIX_SECONDS, 99999999999, 5138-11-16T09:46:39Z",
        "UNIX_MILLIS, 1700000000123, 2023-11-14T22:13:20.123Z",
        "UNIX_MILLIS, 17000000001234, 2508-09-16T06:13:21.234Z",
        "UNIX_MICROS, 1700000000123456, 2023-11-14T22:13:20.123456Z",
        "UNIX_FRACTION, 1700000000.5, 2023-11-14T22:13:20.500Z",
        "UNIX_FRACTION, 1700000000.123456789, 2023-11-14T22:13:20.123456789Z",
        "UNIX_FRACTION, 1700000000, 2023-11-14T22:13:20Z",
        "ISO, 2023-11-14T22:13:20Z, 2023-11-14T22:13:20Z",
        "ISO_OFFSET, 2023-11-14T22:13:20+00:00, 2023-11-14T22:13:20Z",
        "DATE, 2023-11-14, 2023-11-14T00:00:00Z",
        "DATETIME, 2023-11-14 22:13:20, 2023-11-14T22:13:20Z",
        "DATETIME, 2023-11-14 22:13:20.5, 2023-11-14T22:13:20.500Z",
        "RFC2822, 'Tue, 14 Nov 2023 22:13:20 +0000', 2023-11-14T22:13:20Z",
        "DOTNET, /Date(1700000000123)/, 2023-11-14T22:13:20.123Z",
        "DOTNET, /Date(1700000000123+0100)/, 2023-11-14T22:13:20.123Z",
        "DOTNET, /Date(1700000000123-0100)/, 2023-11-14T22:13:20.123Z",
        "DOTNET, /Date(12345)/, 1970-01-01T00:00:12.345Z"
    })
    void aTimeInItsFormat(TimeFormat format, String text, Instant instant) {
        assertEquals(instant, format.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 999999999999",
        "UNIX_SECONDS, 01",
        "UNIX_SECONDS, -1",
        "UNIX_SECONDS, ''",
        "UNIX_MILLIS, 170000000012345",
        "UNIX_MICROS, 170000000012345678",
        "UNIX_MICROS, 1.5",
        "UNIX_FRACTION, 1700000000.",
        "UNIX_FRACTION, .5",
        "UNIX_FRACTION, 1700000000.1234567890",
        "UNIX_FRACTION, 1700000000.5.5",
        "UNIX_FRACTION, x.5",
        "DATE, 2023-11-14T",
        "DATE, 2023-11-1",
        "DATETIME, 2023-11-14T22:13:20",
        "DATETIME, 2023-11-14 22:13",
        "DATETIME, 2023-11-14",
        "RFC2822, yesterday",
        "DOTNET, 1700000000123",
        "DOTNET, /Date(1700000000123)",
        "DOTNET, Date(1700000000123)/",
        "DOTNET, /Date(+0100)/",
        "DOTNET, /Date()/"
    })
    void whatIsInAnotherFormatIsNoTime(TimeFormat format, String text) {
        assertNull(format.read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 1700000000, true",
        "UNIX_SECONDS, 170000000, false",
        "UNIX_SECONDS, 17000000000, false",
        "UNIX_MILLIS, 1700000000123, true",
        "UNIX_MILLIS, 170000000012, false",
        "UNIX_MICROS, 1700000000123456, true",
        "UNIX_MICROS, 170000000012345, false",
        "ISO, 2023-11-14T22:13:20Z, true"
    })
    void aSignedNumberHasItsLength(TimeFormat format, String text, boolean taken) {
        assertEquals(taken, format.readSigned(text) != null);
    }

    @ParameterizedTest
    @CsvSource({"SECONDS, 1700000000, PT1S", "MILLIS, 1700000000123, PT0.001S", "MICROS, 1700000000123456, PT0.000001S"
    })
    void aTimeInAKeyIsANumber(Moment.Precision precision, String number, Duration unit) {
        Moment moment = new Moment(new Text(List.of()), List.of(TimeFormat.ISO), precision);
        assertEquals(number, moment.inKey(Instant.parse("2023-11-14T22:13:20.123456789Z")));
        assertEquals(unit, moment.unit());
    }

    @ParameterizedTest
    @CsvSource({
        "UNIX_SECONDS, 1700000000, PT1S",
        "UNIX_MILLIS, 1700000000123, PT0.001S",
        "UNIX_MICROS, 1700000000123456, PT0.000001S",
        "UNIX_FRACTION, 1700000000.123456, PT1S",
        "ISO, 2023-11-14T22:13:20.123456789Z, PT1S",
        "ISO_OFFSET, 2023-11-14T22:13:20.123456789+00:00, PT1S",
        "DATE, 2023-11-14, PT24H",
        "DATETIME, 2023-11-14 22:13:20, PT1S",
        "RFC2822, 'Tue, 14 Nov 2023 22:13:20 GMT', PT1S",
        "DOTNET, /Date(1700000000123)/, PT0.001S"
    })
    void aTimeIsWrittenInItsFormat(TimeFormat format, String text, Duration unit) {
        Instant instant = Instant.parse("2023-11-14T22:13:20.123456789Z");
        assertEquals(text, format.write(instant));
        assertEquals(unit, format.unit());
        Instant back = format.read(text);
        assertFalse(back.isAfter(instant));
        assertTrue(back.plus(unit).isAfter(instant), "what is written is told apart as finely as it says");
    }
}
