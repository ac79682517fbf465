package dev.holdfast.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every hostile input against the packaged service, one after the other on one service. */
class HostileInputsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static HostileService running;
    private static Service service;

    @BeforeAll
    static void start() {
        running = HostileService.start("hostile");
        service = running.service();
    }

    @AfterAll
    static void end() {
        running.close();
    }

    @TestFactory
    Stream<DynamicTest> framing() {
        return tests(FramingCases.all());
    }

    @TestFactory
    Stream<DynamicTest> door() {
        return tests(DoorCases.all());
    }

    @TestFactory
    Stream<DynamicTest> signatures() {
        return tests(SignatureCases.all());
    }

    @TestFactory
    Stream<DynamicTest> schemes() {
        return tests(SchemeCases.all());
    }

    @TestFactory
    Stream<DynamicTest> keys() {
        return tests(KeyCases.all());
    }

    @TestFactory
    Stream<DynamicTest> times() {
        return tests(TimeCases.all());
    }

    @TestFactory
    Stream<DynamicTest> bodies() {
        return tests(BodyCases.all());
    }

    @TestFactory
    Stream<DynamicTest> states() {
        return tests(StateCases.all());
    }

    private static Stream<DynamicTest> tests(List<HostileCase> cases) {
        return Stream.concat(
                cases.stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> run(one))),
                Stream.of(DynamicTest.dynamicTest("C41 nothing secret in the log", HostileInputsIT::logIsClean)));
    }

    private static void run(HostileCase hostile) throws IOException {
        Rows before = Rows.of(running.postgres().database());
        Exchange exchange =
                Exchange.of(service.address(), hostile.steps().get(), hostile.limit(), hostile.expectedReplies());
        Rows after = Rows.settled(running.postgres().database(), before, hostile.leastRows());
        List<String> complaints = new ArrayList<>(
                hostile.complaints(exchange, after.all() - before.all(), after.quarantined() - before.quarantined()));
        Exchange next = Exchange.of(
                service.address(), List.of(Step.send(Scheme.STRIPE.valid().bytes())), LIMIT, 1);
        if (next.replies().size() != 1 || next.replies().get(0).status() != 200) {
            complaints.add("the next valid request got " + next.replies());
        }
        assertEquals(List.of(), complaints, hostile.toString());
    }

    private static void logIsClean() throws IOException {
        List<String> lines = Files.readAllLines(service.log());
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.contains("CANARY")).toList());
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("FORGED-LINE") || line.indexOf('\u001b') >= 0));
    }
}
