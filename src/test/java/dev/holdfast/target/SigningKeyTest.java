package dev.holdfast.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String AT = "1614265330";
    private static final String PAYLOAD = "{\"test\": 2432232314}";
    private static final String HMAC_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String ED25519_SIGNATURE =
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

    /** The first is Standard Webhooks' own, the second the one of Svix's server. */
    @Test
    void signsAsThePublishedVectors() {
        assertEquals(HMAC_SIGNATURE, sign(PAYLOAD, Samples.OTHER_WHSEC));
        assertEquals(ED25519_SIGNATURE, sign(PAYLOAD, Samples.WHSK));
        assertEquals(ED25519_SIGNATURE, sign(PAYLOAD, halfOf(Samples.WHSK)));
        assertEquals(HMAC_SIGNATURE + " " + ED25519_SIGNATURE, sign(PAYLOAD, Samples.OTHER_WHSEC, Samples.WHSK));
    }

    @Test
    void signsAgainAndAgainAlike() {
        Signatures signatures =
                new Signatures(List.of(SigningKey.parse(Samples.WHSEC), SigningKey.parse(Samples.WHSK)));
        byte[] payload = PAYLOAD.getBytes(StandardCharsets.UTF_8);
        String first = signatures.of(ID, AT, payload);
        signatures.of("evt_other", "1", new byte[] {1});
        assertEquals(first, signatures.of(ID, AT, payload));
    }

    @Test
    void agreesWithTheReferenceLibrary() throws Exception {
        Webhook oracle = new Webhook(Samples.OTHER_WHSEC);
        Random random = new Random(7);
        for (int length = 0; length < 200; length++) {
            String payload = random.ints(length, 0x20, 0x2ff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertEquals(oracle.sign(ID, Long.parseLong(AT), payload), sign(payload, Samples.OTHER_WHSEC));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsk_",
                "secret",
                "whsec_%",
                "whsec_c2hvcnQ=",
                "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kv",
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlaaaaaaaaaaAJ6p9lMicMFs6Kvg==",
                "C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                "WHSEC_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
            })
    void refusesWhatIsNoKeyAndRepeatsNothingOfIt(String secret) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(secret));
        String body = secret.replaceFirst("^[a-z]+_", "");
        assertFalse(body.length() > 6 && fault.toString().contains(body.substring(0, 6)), fault.toString());
    }

    @Test
    void takesTwentyFourToSixtyFourBytes() {
        for (int length = 0; length <= 80; length++) {
            String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
            if (length >= 24 && length <= 64) {
                SigningKey.parse(secret);
            } else {
                String fault = assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(secret))
                        .getMessage();
                assertTrue(fault.contains("24 to 64 bytes") && fault.contains(" " + length), fault);
            }
        }
    }

    @Test
    void isNeverWrittenOut() {
        List<SigningKey> keys = List.of(SigningKey.parse(Samples.WHSEC), SigningKey.parse(Samples.WHSK));
        assertEquals("[***, ***]", keys.toString());
        String settings = Samples.settings(
                        "http://billing/?token=canary",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        keys.toArray(SigningKey[]::new))
                .toString();
        assertFalse(settings.contains("C2FVs") || settings.contains("canary"), settings);
    }

    private static String sign(String payload, String... secrets) {
        List<SigningKey> keys = List.of(secrets).stream().map(SigningKey::parse).toList();
        return new Signatures(keys).of(ID, AT, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String halfOf(String whsk) {
        byte[] pair = Base64.getDecoder().decode(whsk.substring("whsk_".length()));
        return "whsk_" + Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(pair, 32));
    }
}
