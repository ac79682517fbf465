package dev.holdfast.vendor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How vendors write a time. Digits are ASCII digits, bounded in number; whatever is anything else is no time. */
enum TimeFormat {
    /** {@code 1700000000}. */
    UNIX_SECONDS {
        @Override
        @Nullable
        Instant read(String text) {
            return isNumber(text, 11) ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
        }

        @Override
        String write(Instant instant) {
            return Long.toString(instant.getEpochSecond());
        }
    },
    /** {@code 1700000000123}. */
    UNIX_MILLIS {
        @Override
        @Nullable
        Instant read(String text) {
            return isNumber(text, 14) ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
        }

        @Override
        String write(Instant instant) {
            return Long.toString(instant.toEpochMilli());
        }
    },
    /** {@code 1700000000123456}. */
    UNIX_MICROS {
        @Override
        @Nullable
        Instant read(String text) {
            if (!isNumber(text, 17)) {
                return null;
            }
            long micros = Long.parseLong(text);
            return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
        }

        @Override
        String write(Instant instant) {
            return Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
        }
    },
    /** {@code 1700000000.123456}. */
    UNIX_FRACTION {
        @Override
        @Nullable
        Instant read(String text) {
            int dot = text.indexOf('.');
            if (dot < 0) {
                return UNIX_SECONDS.read(text);
            }
            String fraction = text.substring(dot + 1);
            if (!isNumber(text.substring(0, dot), 11) || !IsoTime.isDigits(fraction) || fraction.length() > 9) {
                return null;
            }
            return Instant.ofEpochSecond(Long.parseLong(text.substring(0, dot)), IsoTime.nanos(fraction));
        }

        @Override
        String write(Instant instant) {
            return "%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1_000);
        }
    },
    /** {@code 2026-11-20T06:00:00Z}; read leniently: {@code +0000}, a blank for the T, no zone for UTC. */
    ISO {
        @Override
        @Nullable
        Instant read(String text) {
            return IsoTime.read(text);
        }

        @Override
        String write(Instant instant) {
            return instant.toString();
        }
    },
    /** {@code 2026-11-20T06:00:00+00:00}, for those who take no Z; read as {@link #ISO}. */
    ISO_OFFSET {
        @Override
        @Nullable
        Instant read(String text) {
            return IsoTime.read(text);
        }

        @Override
        String write(Instant instant) {
            return instant.toString().replace("Z", "+00:00");
        }
    },
    /** {@code 2026-11-20}, its midnight in UTC. */
    DATE {
        @Override
        @Nullable
        Instant read(String text) {
            return text.length() == 10 ? IsoTime.read(text + "T00:00:00Z") : null;
        }

        @Override
        String write(Instant instant) {
            return instant.toString().substring(0, "2026-11-20".length());
        }
    },
    /** {@code 2026-11-20 06:00:00} in UTC. */
    DATETIME {
        @Override
        @Nullable
        Instant read(String text) {
            return text.length() >= 19 && text.charAt(10) == ' ' ? IsoTime.read(text) : null;
        }

        @Override
        String write(Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS)
                    .toString()
                    .replace('T', ' ')
                    .replace("Z", "");
        }
    },
    /** {@code Fri, 20 Nov 2026 06:00:00 +0000}. */
    RFC2822 {
        @Override
        @Nullable
        Instant read(String text) {
            try {
                return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }

        @Override
        String write(Instant instant) {
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
        }
    },
    /** {@code /Date(1700000000123)/}, with or without an offset, which changes nothing. */
    DOTNET {
        @Override
        @Nullable
        Instant read(String text) {
            if (!text.startsWith("/Date(") || !text.endsWith(")/")) {
                return null;
            }
            String inner = text.substring(6, text.length() - 2);
            boolean offset = inner.length() > 5 && "+-".indexOf(inner.charAt(inner.length() - 5)) >= 0;
            return UNIX_MILLIS.read(offset ? inner.substring(0, inner.length() - 5) : inner);
        }

        @Override
        String write(Instant instant) {
            return "/Date(" + instant.toEpochMilli() + ")/";
        }
    };

    /** The instant; null when the text is no time in this format. */
    abstract @Nullable Instant read(String text);

    /** The instant in this format, in UTC. */
    abstract String write(Instant instant);

    /** What a filter in this format tells apart; it divides a day. */
    Duration unit() {
        return switch (this) {
            case UNIX_MILLIS, DOTNET -> Duration.ofMillis(1);
            case UNIX_MICROS -> Duration.ofNanos(1_000);
            case DATE -> Duration.ofDays(1);
            default -> Duration.ofSeconds(1);
        };
    }

    /**
     * The instant of a time that is signed: numbers have just the length that they have between 2001 and 2286, so that
     * no digit of what follows could be taken for one of the time's.
     */
    @Nullable
    Instant readSigned(String text) {
        int length = this == UNIX_SECONDS ? 10 : this == UNIX_MILLIS ? 13 : this == UNIX_MICROS ? 16 : text.length();
        return text.length() == length ? read(text) : null;
    }

    private static boolean isNumber(String text, int longest) {
        return IsoTime.isDigits(text) && text.length() <= longest && (text.length() == 1 || text.charAt(0) != '0');
    }
}
