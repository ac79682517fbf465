package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.journal.Database;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Answer;
import dev.holdfast.vendor.pull.Ask;
import dev.holdfast.vendor.pull.Authentication;
import dev.holdfast.vendor.pull.Call;
import dev.holdfast.vendor.pull.Kind;
import dev.holdfast.vendor.pull.ListPage;
import dev.holdfast.vendor.pull.Listed;
import dev.holdfast.vendor.pull.Reading;
import dev.holdfast.vendor.pull.Terms;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page that throws: the list breaks off where everybody sees it, and the next round tries again. */
@Execution(ExecutionMode.CONCURRENT)
class FaultTest {
    private static final Pace SOON = new Pace(Duration.ofMillis(100), Duration.ofHours(2), null, null);

    private final Vertx vertx = Vertx.vertx();
    private final Database database = Database.fresh();
    private final Vendor vendor = new Vendor(vertx, 10);

    @AfterEach
    void close() {
        Bench.await(vertx.close());
    }

    private enum At {
        CALL,
        ANSWER,
        DETAILS_CALL,
        DETAILS_ANSWER
    }

    /** An event log that throws at one of its steps until it is mended. */
    private static final class Faulty implements ListPage {
        private final ListPage log = new EventLog(Bench.SOURCE, Kind.EXACT, true);
        private final At at;
        private volatile boolean isMended;

        Faulty(At at) {
            this.at = at;
        }

        private void at(At step) {
            if (step == at && !isMended) {
                throw new IllegalArgumentException("a value that nobody should read");
            }
        }

        @Override
        public Terms terms() {
            return log.terms();
        }

        @Override
        public String fingerprint() {
            return log.fingerprint();
        }

        @Override
        public Call call(Ask ask, Map<String, Secret> credentials) {
            at(At.CALL);
            return log.call(ask, credentials);
        }

        @Override
        public Reading read(Ask ask, Answer answer) {
            at(At.ANSWER);
            return log.read(ask, answer);
        }

        @Override
        public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
            at(At.DETAILS_CALL);
            return log.call(sketch, credentials);
        }

        @Override
        public Reading read(Listed.Sketch sketch, Answer answer) {
            at(At.DETAILS_ANSWER);
            return log.read(sketch, answer);
        }
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void whatThrowsBreaksTheListOffAndTheNextRoundTriesAgain(At at) {
        vendor.happens("evt_1", Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1)));
        Faulty faulty = new Faulty(at);
        try (Bench bench = new Bench(database, vendor, SOON, Kind.EXACT, faulty, new Authentication.None()).started()) {
            eventually(
                    "the list says why",
                    () -> database.number("select count(*) from list_cursor where error"
                                    + " = 'cannot be asked, or its answer not be read: IllegalArgumentException'")
                            == 1);
            faulty.isMended = true;
            eventually("found", () -> database.number("select count(*) from gap") == 1);
            eventually(
                    "and no error is left",
                    () -> database.number("select count(*) from list_cursor where error is null") == 1);
            assertEquals(1, database.number("select count(*) from event"));
        }
    }
}
