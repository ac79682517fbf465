package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.hmacHex;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.vendor.Explanation.Step;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a signature is refused, in the words that the owner of the request reads: the cause, and the place to look at. */
class SignatureFindingsTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String BODY = "{\"id\":\"1\",\"type\":\"t\"}";
    private static final String PAGE = """
            title: Own
            signature:
              - { name: full, scheme: hmac, algorithm: sha256, value: [header:X-New, header:X-Old], prefix: "v0=", encoding: [hex, base64], key: utf8,
                  signed: ["{header:X-Id}.{timestamp}.{body}", "{timestamp}.{body}{method}"],
                  timestamp: { at: header:X-Time, format: unix-seconds, tolerance: 5m }, require: { "header:X-Org": acme, "query:app": own } }
              - { name: bare, scheme: hmac, algorithm: sha512, value: header:X-Bare, encoding: hex, key: utf8, signed: "{body}" }
              - { name: hash, scheme: digest, algorithm: sha256, value: header:X-Hash, encoding: hex, signed: "{secret}{body}", weakness: a plain hash }
              - { name: public, scheme: public-key, algorithm: ed25519, value: header:X-Public, encoding: base64, key: spki, signed: "{body}" }
              - { name: served, scheme: public-key, algorithm: rsa-sha256, value: header:X-Served, encoding: base64, signed: "{timestamp}{body}",
                  timestamp: { at: header:X-Time, format: iso, tolerance: 1m },
                  certificate: { url: header:X-Url, hosts: [api.example.com], subject: api.example.com } }
              - { name: token, scheme: equals, value: [header:X-Token, query:token], weakness: a token only }
              - { name: lines, scheme: sns, algorithm: [rsa-sha256, rsa-sha1], timestamp: { at: body:/Timestamp, format: iso, tolerance: 2h }, require: { "body:/TopicArn": mine } }
              - { name: jws, scheme: jws, algorithm: es256, value: header:X-Jws, body-hash: /hash,
                  timestamp: { at: claim:/iat, format: unix-seconds, tolerance: 5m },
                  keys: { request: POST /keys, base-url: "https://api.example.com", json: { id: "{kid}" }, take: page:/key } }
            event: { id: body:/id, type: body:/type }
            """;

    private static Signature named(String alternative) {
        return Vendor.read("own", "own.yaml", PAGE).page().signatures().stream()
                .filter(signature -> signature.terms().name().equals(alternative))
                .findFirst()
                .orElseThrow();
    }

    private static SignatureFindings findings(String... headers) {
        return new SignatureFindings(new Scope(post(BODY, headers), new Settings("src", null, Map.of())), NOW);
    }

    private static String refusal(String alternative, Cause cause, String... headers) {
        return findings(headers).of(named(alternative), new Verdict.Not(cause));
    }

    private static Verdict held(int secret) {
        return new Verdict.Held(secret, new Scope.Signed(null, null, new byte[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "full, header:X-New or header:X-Old",
        "bare, header:X-Bare",
        "hash, header:X-Hash",
        "public, header:X-Public",
        "token, header:X-Token or query:token",
        "jws, header:X-Jws"
    })
    void anAbsentSignatureIsToldWithEveryPlaceItMayHave(String alternative, String places) {
        assertEquals("signature-missing: nothing at " + places, refusal(alternative, Cause.SIGNATURE_MISSING));
    }

    @Test
    void aSignatureWithoutAPlaceOnThePageIsInTheBody() {
        assertEquals("signature-missing: nothing in the body", refusal("lines", Cause.SIGNATURE_MISSING));
        assertEquals(
                "signature-malformed: what stands in the body cannot be read, was sent twice, or has too many in it",
                refusal("lines", Cause.SIGNATURE_MALFORMED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"lines | make it", "served | make it over {timestamp}{body}", "jws | make it"})
    void aMismatchWithTheVendorsKeyIsNoMatterOfSecrets(String alternative, String says) {
        assertEquals(
                "signature-mismatch: it is well-formed, and the key that the vendor serves does not " + says
                        + ": its bytes are not those that were signed",
                refusal(alternative, Cause.SIGNATURE_MISMATCH));
    }

    @Test
    void anAbsentPartOfWhatIsSignedIsToldWhereTheSignatureIsThere() {
        assertEquals(
                "signature-missing: a part of what is signed is absent"
                        + " over {header:X-Id}.{timestamp}.{body} or {timestamp}.{body}{method}",
                refusal("full", Cause.SIGNATURE_MISSING, "X-Old", "v0=00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "full | header:X-New or header:X-Old cannot be read after 'v0=' as hex or base64 of 32 bytes",
                "bare | header:X-Bare cannot be read as hex of 64 bytes",
                "hash | header:X-Hash cannot be read as hex",
                "public | header:X-Public cannot be read as base64",
                "token | header:X-Token or query:token cannot be read",
                "jws | header:X-Jws cannot be read"
            })
    void whatCannotBeReadIsToldWithWhatItShouldBe(String alternative, String says) {
        assertEquals(
                "signature-malformed: what stands at " + says + ", was sent twice, or has too many in it",
                refusal(alternative, Cause.SIGNATURE_MALFORMED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "full | makes it over {header:X-Id}.{timestamp}.{body} or {timestamp}.{body}{method}",
                "bare | makes it over body",
                "hash | makes it over {secret}{body}",
                "token | makes it"
            })
    void aMismatchIsToldWithWhatWasSigned(String alternative, String says) {
        assertEquals(
                "signature-mismatch: it is well-formed, and no secret of the source " + says
                        + ": its secret is none of these, or its bytes are not those that were signed",
                refusal(alternative, Cause.SIGNATURE_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "full | TIMESTAMP_MALFORMED | there is no plain time (unix-seconds) at header:X-Time",
                "bare | TIMESTAMP_MALFORMED | there is no plain time",
                "token | TIMESTAMP_MALFORMED | there is no plain time",
                "full | TIMESTAMP_OUTSIDE_TOLERANCE | all of it holds but its time",
                "full | REQUIREMENT_NOT_MET | it holds, and what must be equal beside it is not: header:X-Org, query:app",
                "jws | KEY_UNKNOWN | the key or certificate that it names is on no host of the vendor's, or is not served",
                "full | HANDSHAKE_REFUSED | a fault of ours",
                "full | VERIFIER_FAILED | a fault of ours"
            })
    void everyOtherCauseIsTold(String alternative, Cause cause, String says) {
        assertEquals(cause.word() + ": " + says, refusal(alternative, cause));
    }

    @ParameterizedTest
    @CsvSource({
        "full, 0, 'holds, with secrets[0]'",
        "token, 2, 'holds, with secrets[2]'",
        "served, 0, 'holds, with the key that the vendor serves'",
        "jws, 0, 'holds, with the key that the vendor serves'"
    })
    void whatHoldsIsToldWithItsKey(String alternative, int secret, String says) {
        assertEquals(says, findings().of(named(alternative), held(secret)));
    }

    @Test
    void aKeyThatIsNotThereIsToldWithoutWhatIsAskedOfTheVendor() {
        KeyRequest request = new KeyRequest(
                "key", URI.create("https://api.example.com/keys?a=b"), new byte[] {1}, (answer, now) -> null);
        assertEquals(
                "cannot be told without the vendor's key (POST https://api.example.com/keys),"
                        + " and a check opens no connection",
                findings().of(named("jws"), new Verdict.Wants(request)));
        assertEquals(
                Optional.empty(),
                findings("X-Time", NOW.toString()).window(named("served"), new Verdict.Wants(request)));
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, '2023-11-14T22:13:20Z, 0 s before'",
        "1699999999, '2023-11-14T22:13:19Z, 1 s before'",
        "1700000301, '2023-11-14T22:18:21Z, 301 s after'"
    })
    void theTimeIsToldWithItsWindow(String sent, String says) {
        Optional<String> window = Optional.of(says + " 2023-11-14T22:13:20Z; allowed are 300 s both ways");
        SignatureFindings findings = findings("X-Time", sent);
        assertEquals(window, findings.window(named("full"), held(0)));
        assertEquals(window, findings.window(named("full"), new Verdict.Not(Cause.TIMESTAMP_OUTSIDE_TOLERANCE)));
        assertEquals(Optional.empty(), findings.window(named("full"), new Verdict.Not(Cause.SIGNATURE_MISMATCH)));
    }

    @Test
    void aPartOfASecondIsTold() {
        assertEquals(
                Optional.of(
                        "2023-11-14T22:13:20Z, 300.5 s before 2023-11-14T22:18:20.500Z; allowed are 300 s both ways"),
                new SignatureFindings(
                                new Scope(post(BODY, "X-Time", "1700000000"), new Settings("src", null, Map.of())),
                                NOW.plusMillis(300_500))
                        .window(named("full"), new Verdict.Not(Cause.TIMESTAMP_OUTSIDE_TOLERANCE)));
    }

    @ParameterizedTest
    @CsvSource({"full, ''", "full, soon", "full, 170000000", "bare, 1700000000", "token, 1700000000"})
    void withoutASignedTimeNoneIsTold(String alternative, String sent) {
        assertEquals(Optional.empty(), findings("X-Time", sent).window(named(alternative), held(0)));
    }

    private static final String TIMED = """
            title: Own
            signature: { scheme: hmac, algorithm: sha256, value: header:X-Proof, encoding: hex, key: utf8, signed: "{timestamp}.{body}",
                         timestamp: { at: header:X-Time, format: unix-seconds, tolerance: 5m } }
            event: { id: body:/id, type: body:/type }
            """;

    private static List<String> told(String key, String time, Instant now) {
        Request request = post(BODY, "X-Time", time, "X-Proof", hmacHex(key, time + "." + BODY));
        return doorOf(TIMED, SECRET, "another secret of enough bytes").explain(request, now).steps().stream()
                .filter(step -> !step.name().equals("item"))
                .map(Step::says)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "-301, timestamp-outside-tolerance: all of it holds but its time, 301 s after 2023-11-14T22:08:19Z",
        "-300, 'holds, with secrets[0]', 300 s after 2023-11-14T22:08:20Z",
        "300, 'holds, with secrets[0]', 300 s before 2023-11-14T22:18:20Z",
        "301, timestamp-outside-tolerance: all of it holds but its time, 301 s before 2023-11-14T22:18:21Z"
    })
    void theDoorTellsARequestThatIsTooOldFromOneOfTheFuture(long seconds, String says, String off) {
        assertEquals(
                List.of(says, "2023-11-14T22:13:20Z, " + off + "; allowed are 300 s both ways"),
                told(SECRET, "1700000000", NOW.plusSeconds(seconds)));
    }

    @Test
    void theDoorTellsWhichOfSeveralSecretsHolds() {
        assertEquals(
                "holds, with secrets[1]",
                told("another secret of enough bytes", "1700000000", NOW).get(0));
        assertEquals(
                List.of(
                        "signature-mismatch: it is well-formed, and no secret of the source makes it over"
                                + " {timestamp}.{body}: its secret is none of these, or its bytes are not those that were signed"),
                told("a secret of somebody else's", "1700000000", NOW));
        assertEquals(
                List.of("timestamp-malformed: there is no plain time (unix-seconds) at header:X-Time"),
                told(SECRET, "soon", NOW));
    }
}
