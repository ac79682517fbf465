package dev.holdfast.vendor;

import static dev.holdfast.vendor.Requests.NOW;
import static dev.holdfast.vendor.Requests.doorOf;
import static dev.holdfast.vendor.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is the secret itself: sent once, as the page writes it, and each place of a list must have it. */
class SharedTokenTest {
    private static final String SECRET = "a secret of enough bytes";
    private static final String OTHER = "another secret of ours";
    private static final String PAGE = """
            title: A token
            signature: { scheme: equals, value: %s, weakness: a token only%s }
            event: { id: body:/id, type: body:/type }
            """;
    private static final Door BEARER = doorOf(
            PAGE.formatted("header:X-Key", ", prefix: \"Bearer \", require: { \"header:X-Org\": \"7\" }"),
            SECRET,
            OTHER);
    private static final Door LISTED = doorOf(PAGE.formatted("body:/a/*/k", ""), SECRET, OTHER);

    private static Outcome refused(Cause cause) {
        return new Outcome.Refused(cause);
    }

    private static int secret(Outcome outcome) {
        return assertInstanceOf(Outcome.Admitted.class, outcome).secret();
    }

    @Test
    void theTokenIsAdmittedAndWhichOneIsTold() {
        assertEquals(0, secret(BEARER.admit(post("{}", "X-Key", "Bearer " + SECRET, "X-Org", "7"), NOW)));
        assertEquals(1, secret(BEARER.admit(post("{}", "X-Key", "Bearer " + OTHER, "X-Org", "7"), NOW)));
        Door twice = doorOf(PAGE.formatted("header:X-Key", ""), SECRET, SECRET);
        assertEquals(0, secret(twice.admit(post("{}", "X-Key", SECRET), NOW)), "the first of two that are equal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer " + SECRET, SECRET})
    void whatIsNotWrittenSoIsMalformed(String text) {
        assertEquals(refused(Cause.SIGNATURE_MALFORMED), BEARER.admit(post("{}", "X-Key", text, "X-Org", "7"), NOW));
    }

    @Test
    void aTokenSentTwiceIsRefusedEvenWhenBothAreRight() {
        Request request = post("{}", "X-Key", "Bearer " + SECRET, "x-key", "Bearer " + SECRET, "X-Org", "7");
        assertEquals(refused(Cause.SIGNATURE_MALFORMED), BEARER.admit(request, NOW));
    }

    @Test
    void anotherTokenAndAnotherOrganisationAreRefused() {
        assertEquals(
                refused(Cause.SIGNATURE_MISMATCH),
                BEARER.admit(post("{}", "X-Key", "Bearer " + SECRET + "x", "X-Org", "7"), NOW));
        assertEquals(
                refused(Cause.REQUIREMENT_NOT_MET),
                BEARER.admit(post("{}", "X-Key", "Bearer " + SECRET, "X-Org", "8"), NOW));
        assertEquals(refused(Cause.SIGNATURE_MISSING), BEARER.admit(post("{}", "X-Org", "7"), NOW));
    }

    private static Outcome listed(String... tokens) {
        StringBuilder body = new StringBuilder("{\"id\":\"e\",\"type\":\"t\",\"a\":[");
        for (int i = 0; i < tokens.length; i++) {
            body.append(i == 0 ? "" : ",").append(tokens[i] == null ? "{}" : "{\"k\":\"" + tokens[i] + "\"}");
        }
        return LISTED.admit(post(body.append("]}").toString()), NOW);
    }

    @Test
    void everyPlaceOfAListMustHaveIt() {
        assertEquals(0, secret(listed(SECRET)));
        assertEquals(1, secret(listed(SECRET, OTHER)));
        assertEquals(refused(Cause.SIGNATURE_MISMATCH), listed(SECRET, "another"));
        assertEquals(refused(Cause.SIGNATURE_MISMATCH), listed("another", SECRET));
        assertEquals(refused(Cause.SIGNATURE_MALFORMED), listed(SECRET, null));
        assertEquals(refused(Cause.SIGNATURE_MISSING), listed());
        assertEquals(refused(Cause.SIGNATURE_MISSING), listed((String) null));
    }
}
