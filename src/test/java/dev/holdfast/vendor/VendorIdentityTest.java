package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.event.EventKey;
import dev.holdfast.event.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Of every vendor: a retry is known by the key of the first attempt, whatever the vendor counts in it; another id is another
 * event; and an event whose id is missing is one that nothing is known by. The requests stand in {@code identities.txt}.
 */
class VendorIdentityTest {
    private static final Path TABLE = Path.of("src/test/resources/identities.txt");

    /** Their pages say that nothing tells a repeat from a second event. */
    private static final Set<String> WITHOUT_AN_ID = Set.of("dropbox");

    /**
     * One form of a vendor's events.
     *
     * @param headers names and values, with {@code %ID} for what tells one event from another and {@code %TRY} for what the
     *     vendor changes from attempt to attempt
     * @param missing the name without which there is no id; a hyphen where the body itself is it
     */
    private record Row(String vendor, String headers, String body, String missing) {
        static Row parse(String line) {
            String[] cells = line.split("\\s\\|\\s");
            return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip());
        }

        private Row with(String id, String attempt) {
            return new Row(
                    vendor,
                    headers.replace("%ID", id).replace("%TRY", attempt),
                    body.replace("%ID", id).replace("%TRY", attempt),
                    missing);
        }

        private Row without() {
            boolean quoted = missing.startsWith("\"");
            String none = quoted ? "\"no-such-" + missing.substring(1) : "no-such-" + missing;
            return new Row(vendor, headers.replace(missing, none), body.replace(missing, none), missing);
        }

        Item item() {
            List<String> sent = new ArrayList<>();
            for (String header : headers.split(";;")) {
                int colon = header.indexOf(": ");
                if (colon > 0) {
                    sent.add(header.substring(0, colon));
                    sent.add(header.substring(colon + 2));
                }
            }
            Page page = Requests.PAGES.named(vendor, "vendor").page();
            Request request = Requests.post(body, sent.toArray(String[]::new));
            Scope scope =
                    new Scope(request, settings(page)).with(new Scope.Signed("1700000000", Requests.NOW, new byte[0]));
            List<Item> items = new Items(page, "src").of(scope);
            assertEquals(1, items.size(), vendor);
            assertNull(items.get(0).quarantine(), () -> vendor + ": " + body);
            return items.get(0);
        }

        private static Settings settings(Page page) {
            Map<String, List<String>> params = page.params().entrySet().stream()
                    .filter(param -> param.getValue() instanceof Param.One one && one.otherwise() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, param -> List.of(((Param.One) param.getValue()).otherwise())));
            params.put("org", List.of("5"));
            return new Settings("src", "https://hooks.example.com/in", params);
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::parse)
                .toList();
    }

    private static List<EventKey> deciding(Item item) {
        return item.keys().stream().filter(EventKey::decides).toList();
    }

    @TestFactory
    Stream<DynamicTest> aRetryIsKnownAndAnotherIdIsNot() throws IOException {
        return rows().stream()
                .map(row -> dynamicTest(row.vendor() + " " + row.body(), () -> {
                    List<EventKey> first = deciding(row.with("71", "1").item());
                    if (WITHOUT_AN_ID.contains(row.vendor())) {
                        assertEquals(List.of(), first);
                        return;
                    }
                    assertEquals(1, first.size(), "one key decides");
                    assertEquals(first, deciding(row.with("71", "2").item()), "a retry");
                    assertNotEquals(first, deciding(row.with("72", "1").item()), "another event");
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutItsIdNothingIsKnownOfIt() throws IOException {
        return rows().stream()
                .filter(row -> !row.missing().equals("-"))
                .map(row -> dynamicTest(
                        row.vendor() + " " + row.missing(),
                        () -> assertEquals(
                                List.of(),
                                deciding(row.with("71", "1").without().item()))));
    }

    @Test
    void everyVendorIsInTheTable() throws IOException {
        Set<String> pages =
                new TreeSet<>(Requests.PAGES.all().stream().map(Vendor::name).toList());
        Set<String> inTheTable = new TreeSet<>(rows().stream().map(Row::vendor).toList());
        assertEquals(pages, inTheTable);
    }
}
