package dev.holdfast.reconcile;

import static dev.holdfast.reconcile.Bench.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.event.Item;
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
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor that keeps the place in its list, or says up to when its list is whole: what a round makes of it. */
@Execution(ExecutionMode.CONCURRENT)
class KeptPlaceTest {
    private static final Pace SOON = new Pace(Duration.ofMillis(100), Duration.ofHours(2), Duration.ZERO, null);

    private final Database database = Database.fresh();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Instant> told = new CopyOnWriteArrayList<>();
    private final List<Ask> asked = new CopyOnWriteArrayList<>();

    private Bench bench(Terms.Style style, @Nullable Instant covers, boolean files) {
        return bench(new Log(style, covers, files, true));
    }

    private Bench bench(Log log) {
        return new Bench(
                        database,
                        (call, limits) -> Future.succeededFuture(new Answer(200, Map.of(), new byte[0], now)),
                        SOON,
                        Kind.EXACT,
                        log,
                        new Authentication.None())
                .started();
    }

    /** Tells what was added since its place, which is how much was told. */
    private final class Log implements ListPage {
        private final Terms.Style style;
        private final @Nullable Instant covers;
        private final boolean files;
        private final boolean timed;

        Log(Terms.Style style, @Nullable Instant covers, boolean files, boolean timed) {
            this.style = style;
            this.covers = covers;
            this.files = files;
            this.timed = timed;
        }

        @Override
        public Terms terms() {
            Terms log = LogTerms.of(Kind.EXACT, Duration.ofDays(3), Duration.ZERO, Duration.ZERO, false);
            return new Terms(
                    log.list(),
                    log.kind(),
                    style,
                    Terms.Order.UNORDERED,
                    new Terms.OnePage(),
                    1,
                    log.types(),
                    log.lookback(),
                    log.lag(),
                    log.overlap(),
                    null,
                    log.unit(),
                    log.from(),
                    log.to(),
                    0,
                    false,
                    false,
                    timed);
        }

        @Override
        public String fingerprint() {
            return "log";
        }

        @Override
        public Call call(Ask ask, Map<String, Secret> credentials) {
            asked.add(ask);
            return new Call("GET", URI.create("http://vendor.test/log"), Map.of(), new byte[0], 1);
        }

        @Override
        public Reading read(Ask ask, Answer answer) {
            int to = told.size();
            int from = ask.position() == null ? 0 : Integer.parseInt(ask.position());
            byte[] range = (from + "-" + to).getBytes(StandardCharsets.UTF_8);
            List<Listed> listed =
                    files && from < to ? List.of(new Listed.Sketch(List.of(), null, range, 0)) : found(from, to);
            String position = style == Terms.Style.POSITION ? String.valueOf(to) : null;
            return new Reading.Items(listed, listed.size(), null, false, null, position, List.of(), covers, List.of());
        }

        private List<Listed> found(int from, int to) {
            return told.subList(from, to).stream()
                    .map(time -> (Listed) found(time))
                    .toList();
        }

        private Listed.Found found(Instant at) {
            String id = "evt " + at;
            Item item = new Item(
                    "order.paid",
                    id,
                    List.of(EventLog.key(Bench.SOURCE, Kind.EXACT, id, null, true)),
                    null,
                    null,
                    at,
                    "text/plain",
                    new byte[] {1},
                    null);
            return new Listed.Found(item, false, timed ? at : null);
        }

        @Override
        public Call call(Listed.Sketch sketch, Map<String, Secret> credentials) {
            return Call.bare(URI.create("http://vendor.test/file"));
        }

        @Override
        public Reading read(Listed.Sketch sketch, Answer answer) {
            String[] range = new String(sketch.element(), StandardCharsets.UTF_8).split("-");
            List<Listed> held = found(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
            return new Reading.Items(held, held.size(), null, false, null, null, List.of());
        }
    }

    private long gaps() {
        return database.number("select count(*) from gap");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsToldOnceIsTakenWhateverItsTimeButFromBeforeTheSourceWasOurs(boolean inFiles) {
        told.add(now.minus(Duration.ofHours(3)));
        told.add(now.minus(Duration.ofHours(1)));
        try (Bench bench = bench(Terms.Style.POSITION, null, inFiles)) {
            eventually("found", () -> gaps() == 1);
            eventually("covered", () -> asked.size() > 2);
            told.add(now.minus(Duration.ofMinutes(90)));
            told.add(now.plus(Duration.ofHours(1)));
            eventually("late and early ones are found", () -> gaps() == 3);
            assertEquals(3, database.number("select count(*) from event"));
            eventually("relayed", () -> bench.relayed.size() == 3);
        }
    }

    @Test
    void theFirstWalkOverAListWithoutTimesTakesNothingAndKeepsThePlace() {
        told.add(now.minus(Duration.ofDays(700)));
        told.add(now.minus(Duration.ofHours(1)));
        try (Bench bench = bench(new Log(Terms.Style.POSITION, null, false, false))) {
            eventually("walked twice", () -> asked.size() > 2);
            assertEquals(0, database.number("select count(*) from event"));
            assertEquals(1, database.number("select count(*) from list_cursor where position = '2' and fetched = 2"));
            told.add(now);
            eventually("what comes later is found", () -> gaps() == 1);
            eventually("relayed", () -> bench.relayed.size() == 1);
            assertEquals(1, database.number("select count(*) from event"));
        }
    }

    @Test
    void aBackfillOverAListWithoutTimesTakesNothing() {
        told.add(now.minus(Duration.ofDays(700)));
        try (Bench bench = bench(new Log(Terms.Style.POSITION, null, false, false))) {
            database.run("insert into backfill (source, from_at, to_at, types, dry_run) select id,"
                    + " now() - interval '2 hours', now(), '{}', false from source");
            eventually(
                    "finished",
                    () -> database.number("select count(*) from backfill where state = 'finished' and fetched = 1")
                            == 1);
            assertEquals(0, database.number("select count(*) from event"));
            assertEquals(0, bench.relayed.size());
        }
    }

    @Test
    void theNextWindowBeginsWhereTheVendorSaysThatTheLastWasWhole() {
        Instant whole = now.minus(Duration.ofMinutes(100));
        try (Bench bench = bench(Terms.Style.WINDOW, whole, false)) {
            eventually("asked twice", () -> asked.size() >= 2);
            assertEquals(whole, asked.get(1).from());
            assertEquals(0, bench.relayed.size());
        }
    }
}
