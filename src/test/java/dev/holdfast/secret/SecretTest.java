package dev.holdfast.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret is not seen, and what is none is told from one. */
class SecretTest {
    @Test
    void aSecretPrintsAsThreeStars() {
        Secret secret = Secret.of("geheim");
        assertEquals("*** *** Optional[***]", secret + " " + String.valueOf(secret) + " " + Optional.of(secret));
        assertEquals("***", SecretRef.parse("geheim").toString());
        assertEquals("env:NAME#field", SecretRef.parse("env:NAME#field").toString());
    }

    @Test
    void secretsAreEqualByTheirValue() {
        assertEquals(Secret.of("a"), Secret.of("a"));
        assertEquals(Secret.of("a").hashCode(), Secret.of("a").hashCode());
        assertNotEquals(Secret.of("a"), Secret.of("b"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',is empty",
        "'  ',is empty",
        "changeme,is a placeholder",
        "CHANGE-ME-CHANGE-ME,is a placeholder",
        "whsec_xxxxxxxxxxxxxxxxxxxx,is a placeholder",
        "your-signing-secret-here,is a placeholder",
        "${WEBHOOK_SECRET_VALUE},is a placeholder",
        "'{{ webhook_secret_value }}',is a placeholder",
        "k7Gq2,is shorter than 16 bytes",
        "k7Gq2-9fLmx0Pwq,is shorter than 16 bytes"
    })
    void whatIsNoSecretIsTold(String value, String fault) {
        assertEquals(Optional.of(fault), Strength.fault(Secret.of(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "k7Gq2-9fLmx0PwqA",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw",
        "8f742231b10e8888abcd99yyyzzz85a5",
        "user:a long enough password",
        "whsec_test_secret_of_an_example_env"
    })
    void whatVendorsGiveIsTaken(String value) {
        assertTrue(Strength.fault(Secret.of(value)).isEmpty());
    }
}
