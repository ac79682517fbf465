package dev.holdfast.vendor;

import static dev.holdfast.vendor.PullWorld.FIXTURES;
import static dev.holdfast.vendor.PullWorld.span;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.event.Item;
import dev.holdfast.vendor.PullApi.Change;
import dev.holdfast.vendor.PullApi.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vendors tell in a form that is not their newest. */
class PullOlderFormsTest {
    private static PullFixture fixture(String name) {
        return FIXTURES.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Apideck's own example of an entry has no id in what was delivered, and its pages speak of ids in two places. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\":{\"event_id\":\"e1\",\"event_type\":\"crm.lead.created\"}} | e1 | crm.lead.created",
                "{\"event_id\":\"e2\"} | e2 | crm.contact.updated",
                "{\"entity\":{},\"entityType\":\"contact\"} | log-1 | crm.contact.updated"
            })
    void anEntryOfApideckIsKnownByTheBestIdThatItHas(String delivered, String id, String type) {
        PullFixture apideck = fixture("apideck logs");
        String entry =
                "{\"id\":\"log-1\",\"event_type\":\"crm.contact.updated\",\"timestamp\":\"2026-11-18T01:00:00Z\","
                        + "\"request_body\":\"" + delivered.replace("\"", "\\\"") + "\"}";
        Told page = Told.json(200, "{\"data\":[" + entry + "],\"meta\":{\"cursors\":{\"next\":null}}}");
        try (PullServer server = new PullServer(apideck, List.of(), told -> page)) {
            PullDrive drive = new PullDrive(apideck, server).run(span(apideck));
            assertEquals(1, drive.found.size());
            Item item = drive.found.get(0).item();
            assertNull(item.quarantine());
            assertEquals(id, item.deliveryId());
            assertEquals(type, item.type());
        }
    }

    /** Zoho gives tokens only past its first 2,000 records; where the next page begins follows from the last record's time. */
    @Test
    void aListThatPromisesMoreWithoutATokenIsReadOnFromItsLastRecord() {
        PullFixture zoho = fixture("zoho-crm records");
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            changes.add(new Change(i, Instant.parse("2026-11-18T01:00:00Z").plusSeconds(60L * i)));
        }
        UnaryOperator<Told> untold = told -> Told.json(
                told.status(),
                new String(told.body(), StandardCharsets.UTF_8)
                        .replaceAll("\"next_page_token\":\"[0-9]+\"", "\"next_page_token\":null"));
        try (PullServer server = new PullServer(zoho, changes, untold)) {
            PullDrive drive = new PullDrive(zoho, server).run(span(zoho));
            assertEquals(7, drive.found.stream().map(one -> one.at()).distinct().count(), drive.steps::toString);
        }
    }
}
