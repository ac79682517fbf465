package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers' vectors: where they may stand, and what of their format is read. */
class VectorFileTest {
    private static final String FILE = "{\"vectors\":[{\"id\":\"%s\"}],\"handshakes\":[]}";

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static List<String> ids(List<JsonNode> vectors) {
        return vectors.stream().map(vector -> vector.path("id").asText()).toList();
    }

    @Test
    void aFolderOfAnyDepthOrOneFile(@TempDir Path folder) throws IOException {
        Path below = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("vectors.json"), FILE.formatted("top"));
        Files.writeString(below.resolve("more.json"), FILE.formatted("deep"));
        Files.writeString(folder.resolve("readme.txt"), "no vectors");
        assertEquals(List.of("deep", "top"), ids(VectorFile.strangers(folder, "vectors")));
        assertEquals(List.of("deep"), ids(VectorFile.strangers(below.resolve("more.json"), "vectors")));
        assertEquals(List.of(), ids(VectorFile.strangers(folder, "handshakes")));
    }

    @Test
    void aFolderWithoutAnyIsAMistake(@TempDir Path folder) {
        assertThrows(IllegalStateException.class, () -> VectorFile.strangers(folder, "vectors"));
        assertThrows(java.io.UncheckedIOException.class, () -> VectorFile.strangers(folder.resolve("none"), "vectors"));
    }

    @Test
    void aHeaderWithSeveralValuesIsThereSeveralTimes() throws IOException {
        Vector vector = new Vector(json("{'request':{'headers':{'A':['1','2'],'B':'3'}}}"));
        assertEquals(List.of("A", "1", "A", "2", "B", "3"), vector.headers());
    }

    @Test
    void theWindowIsTheVectors() throws IOException {
        Vector paddle = new Vector(json("{'vendor':'paddle','tolerance_s':5}"));
        Signature.Hmac hmac = assertInstanceOf(
                Signature.Hmac.class, paddle.page().page().signatures().get(0));
        assertEquals(Duration.ofSeconds(5), hmac.proof().stamp().tolerance());
        assertEquals(
                Requests.PAGES.named("stripe", "vendor"),
                new Vector(json("{'vendor':'stripe','tolerance_s':300}")).page());
        assertEquals(
                Requests.PAGES.named("github", "vendor"),
                new Vector(json("{'vendor':'github','tolerance_s':null}")).page());
    }

    @Test
    void aClockThatIsToldIsBelieved() throws IOException {
        ObjectNode vector = json("{'vendor':'aws-sns','now':1700000000,'request':{}}");
        ((ObjectNode) vector.path("request")).put("body", "{\"Timestamp\":\"2012-05-02T00:54:06.655Z\"}");
        assertEquals(1_700_000_000L, new Vector(vector).now().getEpochSecond());
        vector.put("now", 0);
        assertEquals("2012-05-02T00:54:06.655Z", new Vector(vector).now().toString());
    }

    @Test
    void aSchemeMaySayWhichHeaderItIs() throws IOException {
        assertEquals(
                "X-Own",
                new Vector(
                                json(
                                        "{'vendor':'okta','scheme':'header-equals:X-Own','request':{'url':'https://a.example/in','headers':{}}}"))
                        .source()
                        .params()
                        .get("header"));
        Signature.Hmac hmac = (Signature.Hmac) new Vector(
                        json(
                                "{'vendor':'generic','scheme':'generic-hmac:X-Sig:sha512:hex','request':{'headers':{'X-Sig':'sha512=00'}}}"))
                .page()
                .page()
                .signatures()
                .get(0);
        assertEquals("sha512=", hmac.proof().prefix());
        assertEquals(Algorithm.SHA512, hmac.algorithm());
        Signature.Hmac bare = (Signature.Hmac) new Vector(
                        json("{'vendor':'generic','scheme':'generic-hmac','request':{'headers':{'X-Signature':'00'}}}"))
                .page()
                .page()
                .signatures()
                .get(0);
        assertEquals("", bare.proof().prefix());
        assertNull(bare.proof().stamp());
    }
}
