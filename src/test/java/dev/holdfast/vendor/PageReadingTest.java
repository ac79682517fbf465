package dev.holdfast.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says is what it is bound to. */
class PageReadingTest {
    private Vendor vendor;
    private Page page;

    @BeforeEach
    void reads() {
        vendor = Vendor.read("rich", "rich.yaml", RichPage.TEXT);
        page = vendor.page();
    }

    @Test
    void whatIsSaidOfTheVendor() {
        assertEquals("rich", vendor.name());
        assertEquals("rich", vendor.toString());
        assertEquals("Rich", vendor.title());
        assertEquals(List.of("https://a.example/docs"), vendor.docs());
        assertEquals(Duration.ofSeconds(7), vendor.answerWithin());
        assertEquals(Duration.ofDays(3), vendor.retriesFor().orElseThrow());
        assertEquals(Duration.ofMinutes(6), vendor.captureWindow().orElseThrow());
        assertEquals(Map.of("hash", "a plain hash only", "token", "a token only"), vendor.weaknesses());
        assertEquals(Set.of("own-key", "verify-token"), vendor.credentialNames());
        assertFalse(vendor.pulls());
    }

    @Test
    void parameters() {
        assertEquals(
                "{org=One[pattern=[a-z]+, otherwise=null], topics=Many[pattern=[a-z.]+, otherwise=[a, b]],"
                        + " kinds=Rows[columns={path=[a-z]*, name=[A-Z]+}, otherwise=[{path=p, name=N}]]}",
                page.params().toString());
    }

    private <T extends Signature> T signature(int index, Class<T> kind) {
        return kind.cast(page.signatures().get(index));
    }

    private static String proof(Signature.Proof proof) {
        return Notation.of(proof.values()) + " " + proof.prefix() + " " + proof.blanks() + " " + proof.encodings() + " "
                + proof.signed().stream().map(Notation::of).collect(Collectors.joining(",")) + " "
                + stamp(proof.stamp());
    }

    private static String stamp(Signature.Stamp stamp) {
        return stamp == null ? "-" : Notation.of(stamp.at()) + " " + stamp.format() + " " + stamp.tolerance();
    }

    @Test
    void signaturesOfKeysThatTheSourceHas() {
        Signature.Hmac mac = signature(0, Signature.Hmac.class);
        assertEquals(
                "header:X-Mac v0= false [HEX] {timestamp}.{body} header:X-Time UNIX_SECONDS PT5M", proof(mac.proof()));
        assertEquals(Algorithm.SHA256, mac.algorithm());
        assertEquals(List.of(KeyReading.UTF8), mac.keys());
        assertFalse(mac.perItem());
        assertTrue(mac.terms().optIn());
        assertEquals("mac", mac.terms().name());
        assertEquals(
                "header:X-Hash  false [HEX] {secret}{body} -",
                proof(signature(1, Signature.Digest.class).proof()));
        Signature.PublicKey own = signature(2, Signature.PublicKey.class);
        assertEquals("header:X-Own  false [HEX] body -", proof(own.proof()));
        assertEquals(PublicKeyReading.RAW_HEX, own.key());
        assertNull(own.certificate());
        Signature.Equals token = signature(4, Signature.Equals.class);
        assertTrue(token.base64());
        assertEquals("header:X-Token", Notation.of(token.values()));
        assertFalse(token.terms().optIn());
    }

    @Test
    void signaturesOfKeysThatTheVendorServes() {
        Signature.PublicKey served = signature(3, Signature.PublicKey.class);
        assertEquals(KeyAlgorithm.RSA_SHA256, served.algorithm());
        assertNull(served.key());
        assertEquals(List.of("*.example.com"), served.certificate().hosts());
        assertEquals("header:X-Url", Notation.of(served.certificate().url()));
        assertEquals("a.example.com", served.certificate().subject());
        Signature.Jws jws = signature(5, Signature.Jws.class);
        assertEquals("claim:/iat UNIX_SECONDS PT5M", stamp(jws.stamp()));
        assertEquals(List.of("hash"), jws.bodyHash().steps());
        assertEquals(
                new KeySource(
                        "https://{param:org}.example.com",
                        "/key",
                        Map.of("id", "{kid}", "key", "{credential:own-key}"),
                        new Pointer(List.of("key"))),
                jws.keys());
        assertEquals(Set.of("org"), jws.keys().params());
        assertEquals(Set.of("own-key"), jws.keys().credentials());
        assertEquals(
                List.of(SnsAlgorithm.RSA_SHA256),
                signature(6, Signature.Sns.class).algorithms());
    }

    @Test
    void handshakes() {
        Handshake.Answering asked = (Handshake.Answering) page.handshakes().get(0);
        assertEquals("GET", asked.occasion().method());
        assertFalse(asked.occasion().signed());
        assertEquals("query:token", Notation.of(asked.token()));
        assertEquals(2, asked.require().all().size());
        assertEquals(403, asked.refused());
        assertEquals(201, asked.wording().status());
        assertEquals("text/plain", asked.wording().contentType());
        assertEquals("query:challenge", Notation.of(asked.wording().body()));
        assertEquals("query:more", Notation.of(asked.wording().headers().get("X-Told")));
        Handshake.Answering told = (Handshake.Answering) page.handshakes().get(1);
        assertTrue(told.occasion().signed());
        assertEquals(401, told.refused());
        assertEquals("application/json", told.wording().contentType());
        assertEquals("1", told.wording().json().get("type").literal().toString());
        assertNull(told.wording().json().get("type").template());
        assertEquals(
                "header:X-Told", Notation.of(told.wording().json().get("told").template()));
        Handshake.ConfirmUrl confirm = (Handshake.ConfirmUrl) page.handshakes().get(2);
        assertEquals(List.of("a.example.com"), confirm.hosts());
        assertEquals("body:/U", Notation.of(confirm.url()));
        Handshake.CaptureSecret capture =
                (Handshake.CaptureSecret) page.handshakes().get(3);
        assertEquals("X-Hook", capture.header());
    }

    @Test
    void itemsAndWhatTheyMean() {
        assertEquals(2, page.split().paths().size());
        assertEquals(List.of("more", "*"), page.split().paths().get(1).pointer().steps());
        assertEquals(1, page.split().when().all().size());
        Shape shape = page.shapes().get(0);
        assertEquals(1, shape.when().all().size());
        assertEquals(2, shape.id().parts().size());
        assertEquals(
                List.of("item:/type", "{item:/a}.{item:/b}"),
                shape.type().options().stream().map(Notation::of).toList());
        assertEquals(
                List.of(TimeFormat.ISO, TimeFormat.UNIX_SECONDS), shape.time().formats());
        assertEquals(Moment.Precision.MILLIS, shape.time().precision());
        assertEquals(Moment.Precision.SECONDS, shape.version().moment().precision());
        assertEquals("item:/tenant", Notation.of(shape.tenant().options().get(0)));
        assertEquals(List.of("POST", "DELETE"), page.methods());
        Reply wide = page.answers().get(0).reply();
        assertEquals(List.of("200", "application/json"), List.of(Integer.toString(wide.status()), wide.contentType()));
        assertTrue(Arrays.equals(Scope.utf8("{\"wide\":true}"), wide.body()));
        Reply answer = Answer.usual(page.answers());
        assertEquals(202, answer.status());
        assertEquals("application/json", answer.contentType());
        assertTrue(Arrays.equals(Scope.utf8("ok"), answer.body()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header:X-Sig#v1~",
                "header:X-Sig#/a/b",
                "body:/a~1b/~0c",
                "param:org",
                "item",
                "a {body|crc32} b {item:/x~}"
            })
    void aNotationIsWrittenAsItIsRead(String text) throws Fault {
        assertEquals(text, Notation.of(Template.parse(text)));
    }

    @Test
    void whatAPageLooksAt() {
        assertEquals(
                List.of(
                        "header:X-Batch",
                        "param:kinds",
                        "item:/id",
                        "item:/type",
                        "item:/a",
                        "item:/b",
                        "item:/tenant",
                        "item:/at",
                        "item:/object",
                        "item:/changed",
                        "item:/kind",
                        "query:challenge",
                        "header:X-Ask",
                        "body:/T",
                        "header:X-Hook"),
                PageUse.events(page).stream().map(Notation::of).toList());
        assertEquals(
                List.of(
                        "header:X-Mac",
                        "header:X-Hash",
                        "header:X-Own",
                        "header:X-Cert",
                        "header:X-Token",
                        "header:X-Jws",
                        "query:token",
                        "header:X-Hook"),
                PageUse.proofs(page).stream().map(Notation::of).toList());
        assertEquals(Set.of("org", "topics", "kinds"), PageUse.params(page, page.signatures()));
        assertEquals(Set.of("kinds"), PageUse.params(page, List.of()));
        assertEquals(Set.of("own-key", "verify-token"), PageUse.credentials(page));
        assertEquals(Set.of("verify-token"), PageUse.pushCredentials(page, List.of()));
        assertFalse(PageUse.signsUrl(page.signatures()));
        assertTrue(PageUse.readsJson(page));
    }
}
