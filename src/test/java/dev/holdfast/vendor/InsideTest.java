package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands inside a text: in a list of pairs, or at a path into JSON. */
class InsideTest {
    @Test
    void aListOfPairs() throws Fault {
        Inside v1 = Inside.parse("v1");
        assertEquals(List.of("a", "b"), v1.all("t=1,v1=a,v1=b,v10=c", false));
        assertEquals(List.of("a", "b,c"), v1.all("t=1;v1=a;v1=b,c", false));
        assertEquals(List.of("a"), v1.all("v1=a", false));
        assertEquals(List.of("a"), v1.all(",v1=a", false));
        assertEquals(List.of("a"), v1.all(";v1=a;", false));
        assertEquals(List.of(""), v1.all("v1=", false));
        for (String none : List.of("v1", "V1=a", " v1=a", "xv1=a", "v2=a", "", ",", "v1,a")) {
            assertEquals(List.of(), v1.all(none, false), none);
        }
    }

    @Test
    void aListWithBlanksBetween() throws Fault {
        Inside v1 = Inside.parse("v1");
        assertEquals(List.of("a=", "b"), v1.all("v1,a= v1a,c v1,b", true));
        assertEquals(List.of(), v1.all("v1=a", true));
        assertEquals("a", v1.one("t=1,v1=a"));
        assertNull(v1.one("v1=a,v1=b"));
        assertNull(v1.one("t=1"));
        assertThrows(Fault.class, () -> Inside.parse("a b"));
        assertThrows(Fault.class, () -> Inside.parse(""));
    }

    @Test
    void aPointerIntoATextThatIsJson() throws Fault {
        Inside inside = Inside.parse("/a/0/b");
        assertEquals("x", inside.one("{\"a\":[{\"b\":\"x\"}]}"));
        assertNull(inside.one("{\"a\":[]}"));
        assertNull(inside.one("{\"a\":[{\"b\":{}}]}"));
        assertNull(inside.one("no json"));
    }
}
