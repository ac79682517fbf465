package dev.holdfast.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.holdfast.process.Patience;
import dev.holdfast.process.Postgres;
import dev.holdfast.process.Service;
import dev.holdfast.process.ServiceSettings;
import dev.holdfast.process.WorkDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vendors' libraries sign real requests that the packaged service answers and stores; what they refuse it refuses. */
class SdkServiceIT {
    private static final List<Sdk> SDKS = Sdks.all();

    /** The vendor's old secret, beside the one that took over. */
    private static final int OLD = 1;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static WorkDir dir;
    private static Postgres postgres;
    private static Service service;

    @BeforeAll
    static void start() {
        Security.addProvider(new BouncyCastleProvider());
        dir = WorkDir.create("sdk");
        postgres = Postgres.start(dir.path());
        ServiceSettings settings = new ServiceSettings().database(postgres.database());
        SDKS.forEach(sdk -> settings.source(
                "sdk-" + sdk.vendor(),
                "vendor: " + sdk.vendor() + ", public-url: \"" + Sdk.URL + "\", secrets: [\""
                        + sdk.stranger().secret() + "\", \"" + sdk.secret() + "\"]"));
        service = new Service(dir.sub("service"), settings).start();
    }

    @AfterAll
    static void end() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        service.close();
        postgres.close();
        dir.close();
    }

    @TestFactory
    Stream<DynamicTest> whatTheLibrarySignsIsAnsweredAndStored() {
        return SDKS.stream().map(sdk -> dynamicTest(sdk.vendor(), () -> isStored(sdk)));
    }

    private static void isStored(Sdk sdk) throws Exception {
        long now = Instant.now().getEpochSecond();
        Sent sent = sdk.signed(sdk.body("evt_" + UUID.randomUUID()), now);
        assertTrue(sdk.takes(sent), "the library takes what it signed");
        long before = rows();
        double counted = matched(sdk);
        assertEquals(sdk.status(), status(sdk, sent));
        assertEquals(before + 1, rows());
        assertEquals(0, postgres.database().number("select count(*) from event where quarantine is not null"));
        Patience.await(
                Duration.ofSeconds(5),
                () -> matched(sdk) == counted + 1,
                () -> "the metric shows, after the answer, that the old secret is still in use");
        assertEquals(sdk.status(), status(sdk, sent), "the same again");
        assertEquals(before + 1, rows(), "known by its id");
    }

    @TestFactory
    Stream<DynamicTest> whatTheLibraryRefusesIsRefused() {
        return SDKS.stream().map(sdk -> dynamicTest(sdk.vendor(), () -> isRefused(sdk)));
    }

    private static void isRefused(Sdk sdk) throws Exception {
        long before = rows();
        int refused = 0;
        for (Mutation mutation : Mutation.of(sdk, Instant.now().getEpochSecond(), 120, 11)) {
            // The service knows the stranger, too: as the secret that took over.
            boolean stranger = mutation.name().equals("signed by a stranger");
            if (!stranger && !isTaken(sdk, mutation.sent().asArrived())) {
                assertEquals(401, status(sdk, mutation.sent()), mutation::toString);
                refused++;
            }
        }
        Sent third = third(sdk).signed(sdk.body("evt_3"), Instant.now().getEpochSecond());
        assertTrue(!isTaken(sdk, third));
        assertEquals(401, status(sdk, third));
        assertEquals(before, rows());
        int count = refused;
        assertTrue(count >= 30, () -> "only " + count + " refused");
    }

    /** Somebody whose secret the service has never heard of. */
    private static Sdk third(Sdk sdk) {
        String other = "a third customer's secret, unknown here";
        return switch (sdk.vendor()) {
            case "stripe" -> new StripeSdk(other);
            case "slack" -> new SlackSdk(other);
            case "square" -> new SquareSdk(other);
            case "twilio" -> new TwilioSdk(other);
            case "adyen" -> new AdyenSdk("00112233445566778899AABBCCDDEEFF".repeat(2));
            case "sendgrid" -> new SendGridSdk();
            case "svix", "codat" -> new SvixSdk(sdk.vendor(), "svix", "whsec_WldZWldZWldZWldZWldZWldZWldZWldZ");
            default -> ((StandardSdk) sdk).of("WldZWldZWldZWldZWldZWldZWldZWldZ");
        };
    }

    private static boolean isTaken(Sdk sdk, Sent sent) {
        try {
            return sdk.takes(sent);
        } catch (Exception e) {
            return false;
        }
    }

    private static int status(Sdk sdk, Sent sent) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.address().getPort() + "/webhooks/sdk-" + sdk.vendor()))
                .POST(HttpRequest.BodyPublishers.ofString(sent.body()));
        sent.headers().forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static long rows() {
        return postgres.database().number("select count(*) from event");
    }

    /** Deliveries that the old secret verified, as the metrics have it. */
    private static double matched(Sdk sdk) {
        return metrics()
                .filter(line -> line.startsWith("holdfast_signatures_total{")
                        && line.contains("source=\"sdk-" + sdk.vendor() + "\"")
                        && line.contains("secret=\"" + OLD + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Stream<String> metrics() {
        URI metrics = URI.create("http://127.0.0.1:" + service.managementPort() + "/q/metrics");
        try {
            return CLIENT.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
