package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A page names the parameters that it declares, and declares those that it names. */
class PageParamsTest {
    private static List<String> faults(String params, String id, String pull) {
        String page = "title: T\n" + params
                + "signature: { scheme: equals, value: header:X, weakness: a token only }\n"
                + "event: { id: " + id + ", type: text:t }\n" + pull;
        Misconfigured refused = assertThrows(Misconfigured.class, () -> Vendor.read("p", "p.yaml", page));
        return refused.mistakes().stream().map(Mistake::fault).toList();
    }

    @Test
    void aParameterThatIsNotDeclaredIsTold() {
        assertEquals(List.of("'shop' is named and not here"), faults("", "[param:shop, body:/id]", ""));
        assertEquals(
                List.of("'org' is named and not here", "'kinds' is named and not here"), faults("", "body:/id", """
                        pull:
                          base-url: "https://{param:org}.example.com"
                          auth: { scheme: none }
                          lists:
                            a:
                              for-each: kinds
                              request: GET /{each}
                              scan: { by: { at: item:/at, format: iso } }
                              items: page
                              delivery: { body: item }
                        """));
    }

    @Test
    void aParameterThatIsNamedNowhereIsTold() {
        assertEquals(
                List.of("'shop' is named nowhere"),
                faults("params: { shop: { pattern: \"[a-z]+\" } }\n", "body:/id", ""));
    }
}
