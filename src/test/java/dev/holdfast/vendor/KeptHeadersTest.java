package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.RawDelivery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which headers and fields of the query are kept goes by what the page reads there, and by where its proofs stand. */
class KeptHeadersTest {
    private static final String SECRET = "a secret of enough bytes";

    private static RawDelivery kept(String page, String query, String... headers) {
        Request request = new Request("POST", query, headers(headers), new byte[0], NOW);
        return doorOf("title: T\n" + page, SECRET).kept(request);
    }

    private static List<String> names(RawDelivery kept) {
        return kept.headers().stream().map(Map.Entry::getKey).toList();
    }

    private static final String NUMBERED = """
            signature: { scheme: hmac, algorithm: sha256, value: "header:X-Sig-*", encoding: hex, signed: "{body}", key: utf8 }
            event: { id: header:X-Token-Id, type: query:kind-of-token }
            """;

    @Test
    void whatThePageReadsIsKeptFirstWhateverItIsCalled() {
        RawDelivery kept = kept(NUMBERED, null, "X-Other", "o", "X-Other-Token", "t", "x-token-id", "7");
        assertEquals(List.of("x-token-id", "X-Other"), names(kept));
    }

    @Test
    void aProofThatIsNumberedIsKeptUnderNoNumber() {
        RawDelivery kept =
                kept(NUMBERED, null, "X-Sig-1", "ab", "x-sig-22", "cd", "X-Sig-", "ef", "X-Sig", "a", "X-Sign-1", "b");
        assertEquals(List.of("X-Sig", "X-Sign-1"), names(kept));
    }

    @Test
    void whatIsReadInTheQueryIsReadThereAlone() {
        String query = "kind-of-token=t&x-token-id=7&other=o";
        RawDelivery kept = kept(NUMBERED, query, "Kind-Of-Token", "t");
        assertEquals("kind-of-token=t&other=o", kept.query());
        assertEquals(List.of(), names(kept));
    }

    @Test
    void aProofInTheQueryIsNoneInAHeader() {
        String page = """
                signature: { scheme: equals, value: query:k, weakness: a token only }
                event: { id: header:X-Id, type: text:t }
                """;
        RawDelivery kept = kept(page, "k=" + SECRET + "&x-id=7", "K", "a", "X-Id", "7");
        assertEquals("x-id=7", kept.query());
        assertEquals(List.of("X-Id", "K"), names(kept));
    }
}
