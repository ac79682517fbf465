package dev.holdfast.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Secrets in files, one a file, as orchestrators mount them; a line end at the end is not part of the secret. */
final class FileSecrets implements SecretStore {
    /** Bytes; the largest thing anyone keeps is a bundle of keys. A device or a log given by mistake stops here. */
    private static final int LARGEST = 64 * 1024;

    @Override
    public Secret read(SecretRef reference) {
        return Fragment.of(reference, withoutLineEnd(text(reference)));
    }

    private static String text(SecretRef reference) {
        byte[] bytes;
        try (var in = Files.newInputStream(Path.of(reference.address()))) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException | InvalidPathException e) {
            throw new SecretUnavailable(
                    reference, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        if (bytes.length > LARGEST) {
            throw new SecretUnavailable(reference, "is longer than " + LARGEST + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SecretUnavailable(reference, "is not UTF-8 text");
        }
    }

    private static String withoutLineEnd(String text) {
        String end = text.endsWith("\r\n") ? "\r\n" : "\n";
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
}
