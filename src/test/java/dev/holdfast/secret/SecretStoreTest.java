package dev.holdfast.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every store of secrets does alike, and what each does of its own. */
class SecretStoreTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Secrets secrets = Secrets.local(environment::get);

    /** Puts a value into a store under a name, and gives the reference to it. */
    private Map<String, BiFunction<String, String, String>> stores() {
        return Map.of(
                "env",
                (name, value) -> {
                    environment.put(name, value);
                    return "env:" + name;
                },
                "file",
                (name, value) -> {
                    try {
                        return "file:" + Files.writeString(folder.resolve(name), value);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> everyStore() {
        return stores().entrySet().stream()
                .flatMap(store -> Stream.of(
                        dynamicTest(
                                store.getKey() + " gives what was put in", () -> givesWhatWasPutIn(store.getValue())),
                        dynamicTest(store.getKey() + " reads anew", () -> readsAnew(store.getValue())),
                        dynamicTest(store.getKey() + " takes a field out of JSON", () -> takesAField(store.getValue())),
                        dynamicTest(
                                store.getKey() + " names what is missing", () -> namesWhatIsMissing(store.getKey()))));
    }

    private void givesWhatWasPutIn(BiFunction<String, String, String> store) {
        assertEquals(
                "s3cr3t \u00e9=#",
                secrets.read(store.apply("plain", "s3cr3t \u00e9=#")).reveal());
        assertEquals("", secrets.read(store.apply("empty", "")).reveal());
    }

    private void readsAnew(BiFunction<String, String, String> store) {
        assertEquals("old", secrets.read(store.apply("changing", "old")).reveal());
        assertEquals("new", secrets.read(store.apply("changing", "new")).reveal());
    }

    private void takesAField(BiFunction<String, String, String> store) {
        String reference = store.apply("json", "{\"old\":\"geheim-1\",\"new\":\"geheim-2\",\"number\":1}");
        assertEquals("geheim-2", secrets.read(reference + "#new").reveal());
        for (String fragment : List.of("none", "number", "")) {
            String message = assertThrows(SecretUnavailable.class, () -> secrets.read(reference + "#" + fragment))
                    .getMessage();
            assertTrue(message.startsWith(reference + "#" + fragment), message);
            assertFalse(message.contains("geheim"), message);
        }
        SecretUnavailable noJson =
                assertThrows(SecretUnavailable.class, () -> secrets.read(store.apply("text", "geheim") + "#x"));
        assertFalse(noJson.getMessage().contains("geheim"));
        assertEquals(null, noJson.getCause());
    }

    private void namesWhatIsMissing(String store) {
        String reference = store + ":/no/such/thing";
        String message = assertThrows(SecretUnavailable.class, () -> secrets.read(reference))
                .getMessage();
        assertTrue(message.startsWith(reference), message);
    }

    @Test
    void aFilesLastLineEndIsNotPartOfTheSecret() throws IOException {
        for (String[] pair : new String[][] {{"a\n", "a"}, {"a\r\n", "a"}, {"a\n\n", "a\n"}, {"a ", "a "}}) {
            Path file = Files.writeString(folder.resolve("line"), pair[0]);
            assertEquals(pair[1], secrets.read("file:" + file).reveal());
        }
    }

    @Test
    void aFileThatIsNoSecretIsRefused() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[70_000]);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
        for (String path : List.of(large.toString(), binary.toString(), folder.toString(), "\0")) {
            assertThrows(SecretUnavailable.class, () -> secrets.read("file:" + path));
        }
    }

    @Test
    void aTextWithoutAKnownWordIsTheSecretItself() {
        for (String literal : List.of("user:password#1", "whsec_abc", "environment:x", "", "ENV:X")) {
            assertEquals(literal, secrets.read(literal).reveal());
        }
    }

    @Test
    void storesThatAreNotBuiltInSaySo() {
        for (String reference : List.of("vault:webhooks/stripe#old", "aws-sm:stripe")) {
            String message = assertThrows(SecretUnavailable.class, () -> secrets.read(reference))
                    .getMessage();
            assertTrue(message.startsWith(reference) && message.endsWith("is not built in yet"), message);
        }
    }
}
