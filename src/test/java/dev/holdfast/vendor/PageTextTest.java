package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The YAML of a page: what of it is taken as it stands, and what is refused with its place. */
class PageTextTest {
    private static List<String> mistakes(String text) {
        Mistakes mistakes = new Mistakes("p");
        Optional<PageNode> root = PageFile.compose(text, mistakes);
        assertEquals(mistakes.none(), root.isPresent());
        return mistakes.found().stream().map(Mistake::toString).toList();
    }

    private static PageNode read(String text, Mistakes mistakes) {
        return PageFile.compose(text, mistakes).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &x 1 | p:1:4 page: an anchor or an alias; a page stands alone: write it out",
                "a: !!str 1 | p:1:4 page: a tag; no tags",
                "a: !x [1] | p:1:4 page: a tag; no tags",
                "a: !x {} | p:1:4 page: a tag; no tags",
                "'a: 1\n---\nb: 1' | p:2:1 page: a second document begins; one page a file",
                "'' | p:1:1 page: is empty; a map with title, signature and event",
                "# nothing | p:1:1 page: is empty; a map with title, signature and event"
            })
    void whatIsNoPlainYamlIsRefused(String text, String mistake) {
        assertEquals(List.of(mistake), mistakes(text));
    }

    @Test
    void anAliasIsRefusedWhereItStandsToo() {
        String fault = ": an anchor or an alias; a page stands alone: write it out";
        assertEquals(List.of("p:1:4 page" + fault, "p:2:4 page" + fault), mistakes("a: &x 1\nb: *x\n"));
    }

    @Test
    void whatIsNoYamlIsToldWithItsPlace() {
        String told = mistakes("a: b: c\n").get(0);
        assertTrue(told.startsWith("p:1:5 page: is no YAML: mapping values are not allowed here"), told);
        assertEquals(List.of("p:1:1 page: is no YAML; YAML 1.1, printable characters only"), mistakes("a: \u0001\n"));
    }

    @Test
    void depthHasABound() {
        assertEquals(List.of(), mistakes("[".repeat(31) + "]".repeat(31)));
        assertEquals(
                List.of("p:1:1 page: is no YAML; YAML 1.1, printable characters only"),
                mistakes("[".repeat(32) + "]".repeat(32)));
    }

    @Test
    void lengthHasABound() {
        String page = "a: 1 #";
        assertEquals(List.of(), mistakes(page + "x".repeat(128 * 1024 - page.length())));
        assertEquals(
                List.of("p:1:1 page: is longer than 131072 characters; one vendor a page"),
                mistakes(page + "x".repeat(128 * 1024 + 1 - page.length())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | true",
                "false | false",
                "null | null",
                "~ | null",
                "` ` | null",
                "'true' | \"true\"",
                "\"1\" | \"1\"",
                "yes | \"yes\"",
                "0 | 0",
                "-7 | -7",
                "07 | \"07\"",
                "999999999 | 999999999",
                "1000000000 | 1000000000",
                "99999999999999999999 | 99999999999999999999",
                "1.50 | 1.50",
                "-0.5 | -0.5",
                "1. | \"1.\"",
                "1e3 | \"1e3\"",
                "[1, [x]] | [1,[\"x\"]]",
                "{ a: 1, b: { c: [] } } | {\"a\":1,\"b\":{\"c\":[]}}",
                "{ ? [x] : 1 } | {\"\":1}"
            })
    void aPartOfAPageAsJson(String yaml, String json) {
        PageNode value = read("a: " + yaml, new Mistakes("p")).fields().get("a");
        assertEquals(json, PageJson.of(value.yaml()).toString());
    }

    @Test
    void keysAreTextAndStandOnce() {
        Mistakes mistakes = new Mistakes("p");
        PageFields fields =
                read("{ ? [x] : 1, a: 2, a: 3, b: { a: 1, a: 2 } }", mistakes).fields();
        assertEquals("3", fields.get("a").text());
        fields.get("b").fields();
        fields.refuseOthers();
        assertEquals(
                List.of(
                        "p:1:5 page: a key is no text; text",
                        "p:1:20 a: stands here twice; once",
                        "p:1:37 b.a: stands here twice; once"),
                mistakes.found().stream().map(Mistake::toString).toList());
    }

    @Test
    void whatIsOfAnotherKindIsToldOnce() {
        Mistakes mistakes = new Mistakes("p");
        PageFields fields = read("{ text: [x], map: 1, list: [], other: { no: 1 } }", mistakes)
                .fields();
        assertEquals("", fields.get("text").text());
        assertEquals("x", fields.get("text").read(text -> text, "x"));
        assertEquals("", fields.get("text").text());
        assertEquals(
                List.of(),
                fields.get("map").list().get(0).fields().all().keySet().stream().toList());
        assertEquals(List.of(), fields.get("list").list());
        fields.missing("none");
        fields.get("other").fields().refuseOthers();
        assertEquals(
                List.of(
                        "p:1:9 text: is no text; one text",
                        "p:1:19 map: is no map; keys and values",
                        "p:1:28 list: is an empty list; at least one",
                        "p:1:1 none: is missing; it is required",
                        "p:1:41 other.no: is no key here; keys are "),
                mistakes.found().stream().map(Mistake::toString).toList());
    }

    @Test
    void elementsHaveTheirOwnPlace() {
        Mistakes mistakes = new Mistakes("p");
        PageFields fields = read("a: [x, y]\nb: z\n", mistakes).fields();
        assertEquals(
                List.of("a[0]", "a[1]"),
                fields.get("a").elements().stream().map(PageNode::path).toList());
        assertEquals(
                List.of("b"),
                fields.get("b").list().stream().map(PageNode::path).toList());
        fields.mistake("b", "is wrong", "right");
        fields.mistake("c", "is wrong", "right");
        assertEquals(
                List.of("p:2:4 b: is wrong; right", "p:1:1 c: is wrong; right"),
                mistakes.found().stream().map(Mistake::toString).toList());
        assertTrue(fields.mentions("\"y\""));
        assertEquals(false, fields.mentions("w"));
    }
}
