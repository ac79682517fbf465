package dev.holdfast.vendor;

import static dev.holdfast.vendor.SmallPull.EVENT;
import static dev.holdfast.vendor.SmallPull.answer;
import static dev.holdfast.vendor.SmallPull.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.WalkState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of threads, and what was said in each. */
class PullBranchTest {
    private static final String BRANCH =
            "branch: { when: { item:/replies: present }, take: item:/thread, newest: { at: item:/last, format: iso },"
                    + " request: GET /v1/said, query: { in: \"{branch}\", since: \"{from}\", c: \"{next}\" },"
                    + " page: { style: cursor, take: page:/more }, items: page:/said }";

    private static String[] list(String branch) {
        return new String[] {
            "request: GET /v1/threads",
            "query: { since: \"{from}\", c: \"{next}\" }",
            "headers: { X-App: app }",
            "window: { format: iso, from: inclusive, to: none, by: { at: item:/at, format: iso }, reach: 7d }",
            "page: { style: cursor, take: page:/next }",
            "items: page:/threads",
            "delivery: { body: item }",
            branch
        };
    }

    private final SmallPull small = SmallPull.of(list(BRANCH));

    private static final String THREADS = "{'threads':["
            + "{'thread':'t1','replies':2,'last':'2026-11-20T06:00:00Z'},"
            + "{'thread':'t2'},"
            + "{'thread':'t3','replies':1,'last':'2026-11-20T05:59:59Z'},"
            + "{'thread':'t4','replies':1},"
            + "{'thread':'t1','replies':2,'last':'2026-11-20T06:10:00Z'}]}";

    private String uri(WalkState state) {
        return small.walk().next(state, Map.of()).uri().toString();
    }

    private Step.Listing read(WalkState state, String body) {
        return assertInstanceOf(Step.Listing.class, small.walk().read(state, answer(200, body)));
    }

    @Test
    void theListIsAskedForFromFurtherBackAndItsBranchesAreNot() {
        assertEquals("https://api.example.com/v1/threads?since=2026-11-13T06%3A00%3A00Z", uri(small.begin()));
        Step.Listing threads = small.listing(THREADS);
        assertEquals(List.of(), threads.items());
        assertEquals("https://api.example.com/v1/said?in=t1&since=2026-11-20T06%3A00%3A00Z", uri(threads.next()));
        assertEquals(
                "app",
                small.walk()
                        .next(threads.next(), Map.of())
                        .headers()
                        .get("X-App")
                        .reveal());
    }

    @Test
    void whatHasNoNewsOfTheWindowIsNotAskedFor() {
        WalkState state = small.listing(THREADS).next();
        List<String> asked = new ArrayList<>();
        while (!state.done()) {
            asked.add(uri(state).replaceAll(".*in=([a-z0-9]+)&.*", "$1"));
            state = read(state, "{'said':[]}").next();
        }
        assertEquals(List.of("t1", "t4"), asked, "once each, and where the list does not say when");
    }

    @Test
    void aBranchIsReadPageByPage() {
        Step.Listing first = read(
                small.listing(THREADS).next(),
                "{'said':[{'id':1,'type':'t','at':'2026-11-20T06:01:00Z'}],'more':'c2'}");
        assertEquals("1", ((Listed.Found) first.items().get(0)).item().deliveryId());
        assertTrue(uri(first.next()).endsWith("&c=c2"), () -> uri(first.next()));
        Step.Broken other =
                assertInstanceOf(Step.Broken.class, small.walk().read(first.next(), answer(200, "{'threads':[]}")));
        assertEquals("has nothing at page:/said", other.obstacle().reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in: \"{branch}\", | '' | branch.request: asks for no branch",
                ", c: \"{next}\" } | ' }' | branch.page: and {next} go together: where the next page is asked for",
                "style: cursor, take: page:/more | 'style: next-url, take: page:/more' | branch.page: is no cursor",
                "take: item:/thread, | '' | branch.take: is missing"
            })
    void aBranchSaysWhatItAsksFor(String from, String to, String mistake) {
        assertTrue(BRANCH.contains(from), from);
        String page = page(EVENT, "", list(BRANCH.replace(from, to)));
        List<String> mistakes =
                assertThrows(Misconfigured.class, () -> Vendor.read("small", "small.yaml", page)).mistakes().stream()
                        .map(one -> one.key().replace("pull.lists.things.", "") + ": " + one.fault())
                        .toList();
        assertTrue(mistakes.contains(mistake), mistakes::toString);
    }

    @Test
    void reachingBackIsForBranchesAlone() {
        String page = page(EVENT, "", list("opt-in: true"));
        assertTrue(assertThrows(Misconfigured.class, () -> Vendor.read("small", "small.yaml", page))
                .getMessage()
                .contains("branch beside it"));
    }
}
