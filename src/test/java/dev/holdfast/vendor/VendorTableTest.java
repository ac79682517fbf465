package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code docs/vendors.md} says what the pages say. */
class VendorTableTest {
    @Test
    void theCommittedFileIsUpToDate() throws IOException {
        assertEquals(
                VendorTable.text(),
                Files.readString(VendorTable.FILE),
                "run VendorTable.main and commit docs/vendors.md");
    }
}
