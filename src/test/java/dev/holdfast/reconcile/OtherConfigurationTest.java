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
import dev.holdfast.vendor.pull.Step;
import dev.holdfast.vendor.pull.Terms;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restart in the middle of a walk, with another configuration than the one that it was begun under. */
@Execution(ExecutionMode.CONCURRENT)
class OtherConfigurationTest {
    private static final Pace ONCE = new Pace(Duration.ofHours(1), Duration.ofHours(2), Duration.ZERO, null);

    private final Database database = Database.fresh();
    private final Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(24));
    private final Instant to = from.plusSeconds(3_600);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile String away = "";

    /** A list of channels, each a page; one of them may be away. */
    private final class Channels implements ListPage {
        private final List<String> channels;

        Channels(List<String> channels) {
            this.channels = channels;
        }

        @Override
        public Terms terms() {
            Terms log = LogTerms.of(Kind.EXACT, null, Duration.ZERO, Duration.ZERO, false);
            return new Terms(
                    log.list(),
                    log.kind(),
                    log.style(),
                    log.order(),
                    log.paging(),
                    channels.size(),
                    log.types(),
                    null,
                    log.lag(),
                    log.overlap(),
                    null,
                    log.unit(),
                    log.from(),
                    log.to(),
                    0,
                    false,
                    false,
                    true);
        }

        @Override
        public String fingerprint() {
            return channels.toString();
        }

        @Override
        public Call call(Ask ask, Map<String, Secret> credentials) {
            return new Call("GET", URI.create("http://vendor.test/log"), Map.of(), new byte[0], 1);
        }

        @Override
        public Reading read(Ask ask, Answer answer) {
            String asked = (ask.to().equals(to) ? "backfill " : "round ") + channels.get(ask.round());
            if (asked.equals(away)) {
                return new Reading.Later(null, Step.Why.THROTTLED, List.of());
            }
            told.add(asked);
            return new Reading.Items(List.of(), 0, null, null, null, null, List.of());
        }

        @Override
        public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
            throw new IllegalStateException("there are no details");
        }

        @Override
        public Reading read(Listed.Sketch sketch, Answer answer) {
            throw new IllegalStateException("there are no details");
        }
    }

    private Bench bench(String... channels) {
        return new Bench(
                        database,
                        (call, limits) -> Future.succeededFuture(new Answer(200, Map.of(), new byte[0], Instant.EPOCH)),
                        ONCE,
                        Kind.EXACT,
                        new Channels(List.of(channels)),
                        new Authentication.None())
                .started();
    }

    private List<String> told(String by, String... channels) {
        return Stream.of(channels).map(channel -> by + " " + channel).toList();
    }

    @Test
    void aRoundReadsEveryChannelAgainAfterOneWasTakenOff() {
        away = "round C2";
        try (Bench bench = bench("C1", "C2", "C3")) {
            eventually("the first is read", () -> told.equals(told("round", "C1")));
            eventually(
                    "and kept", () -> database.number("select count(*) from list_cursor where walk is not null") == 1);
        }
        away = "";
        told.clear();
        try (Bench bench = bench("C2", "C3")) {
            eventually(
                    "covered",
                    () -> database.number("select count(*) from list_cursor where covered is not null") == 1);
            assertEquals(told("round", "C2", "C3"), told);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBackfillReadsItsWindowAgainAfterAChannelWasTakenOff(boolean isTakenOff) {
        away = "backfill C2";
        try (Bench bench = bench("C1", "C2", "C3")) {
            database.run("insert into backfill (source, from_at, to_at, types, dry_run, max_calls) select id, '" + from
                    + "', '" + to + "', '{}', false, null from source");
            eventually(
                    "the first is kept", () -> database.number("select count(*) from backfill where pages = 1") == 1);
        }
        away = "";
        told.clear();
        try (Bench bench = isTakenOff ? bench("C2", "C3") : bench("C1", "C2", "C3")) {
            eventually(
                    "finished", () -> database.number("select count(*) from backfill where state = 'finished'") == 1);
            told.removeIf(asked -> asked.startsWith("round"));
            assertEquals(told("backfill", "C2", "C3"), told);
        }
    }
}
