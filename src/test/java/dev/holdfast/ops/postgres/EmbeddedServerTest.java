package dev.holdfast.ops.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.ops.PostgresResource;
import dev.holdfast.ops.settings.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedServerTest {
    private static final Path PROGRAMS = Path.of("target", "test-postgres").toAbsolutePath();

    @TempDir
    Path data;

    @BeforeAll
    static void makePrograms() throws IOException {
        Files.createDirectories(PROGRAMS);
    }

    @Test
    void whatWasCommittedIsThereAfterAnOrderlyStop() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
            execute(server.address(), "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)");
        }
        try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
            assertEquals("1", query(server.address(), "SELECT count(*) FROM t"));
        }
    }

    @Test
    void itIsDurableAndClosedToOthers() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
            DatabaseAddress address = server.address();
            assertEquals(
                    "on on on on",
                    query(
                            address,
                            "SELECT current_setting('fsync') || ' ' || current_setting('full_page_writes')"
                                    + " || ' ' || current_setting('synchronous_commit') || ' ' || current_setting('data_checksums')"));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres-password"))));
            for (String password : new String[] {"", "postgres", "holdfast"}) {
                SQLException refused = assertThrows(
                        SQLException.class,
                        () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), password)
                                .close());
                assertFalse(refused.getMessage().contains(address.password()));
            }
            assertEquals("127.0.0.1", query(address, "SHOW listen_addresses"));
            Durability.demand(address, Duration.ZERO);
        }
    }

    @Test
    void aServerLeftBehindByAKilledServiceIsReplacedAndNothingIsLost() throws Exception {
        try (ServerInAnotherJvm killed = ServerInAnotherJvm.start(data, PROGRAMS)) {
            String password =
                    Files.readString(data.resolve("postgres-password")).strip();
            Connection open = DriverManager.getConnection(killed.jdbcUrl(), "holdfast", password);
            try (Statement statement = open.createStatement()) {
                statement.execute("CREATE TABLE t (n int)");
                statement.execute("INSERT INTO t VALUES (1)");
            }
            long left = pid();
            killed.kill();
            assertTrue(ProcessHandle.of(left).orElseThrow().isAlive(), "the server outlives its service");
            // The open connection is what would keep a polite stop waiting.
            try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
                assertTrue(isGone(left));
                assertEquals("1", query(server.address(), "SELECT count(*) FROM t"));
            }
            open.close();
        }
    }

    @Test
    void aServerThatIsKilledComesBackOnItsPortWithWhatWasCommitted() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
            execute(server.address(), "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)");
            long killed = pid();
            ProcessHandle postmaster = ProcessHandle.of(killed).orElseThrow();
            assertTrue(postmaster.destroyForcibly());
            postmaster.onExit().join();
            Durability.demand(server.address(), Duration.ofSeconds(30));
            assertEquals("1", query(server.address(), "SELECT count(*) FROM t"));
            assertTrue(pid() != killed);
        }
    }

    @Test
    void theServerIsInASessionOfItsOwnSoThatAnInterruptAtTheTerminalDoesNotReachIt() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
            assertTrue(server.address().port() > 0);
            // Fields after the command's name: state, parent, process group, session.
            String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            assertEquals(Long.toString(pid()), fields[3]);
        }
    }

    @Test
    void aSecondServiceOnTheSameDirectoryIsToldWhoHasIt() throws Exception {
        try (ServerInAnotherJvm first = ServerInAnotherJvm.start(data, PROGRAMS)) {
            assertFalse(first.jdbcUrl().isEmpty());
            CannotStart refused = assertThrows(CannotStart.class, () -> EmbeddedServer.start(data, PROGRAMS));
            assertTrue(
                    refused.getMessage().matches(".* is in use by another Holdfast \\(process [0-9]+\\); .*"),
                    refused::getMessage);
            long left = pid();
            first.kill();
            EmbeddedServer.start(data, PROGRAMS).close();
            assertTrue(isGone(left));
        }
    }

    @Test
    void aNumberThatNowBelongsToAnotherProgramDoesNotStopTheStart() throws Exception {
        EmbeddedServer.start(data, PROGRAMS).close();
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data + "\n0\n1\n\n127.0.0.1\n");
        EmbeddedServer.start(data, PROGRAMS).close();
    }

    @Test
    void dataOfAnotherMajorVersionIsLeftAlone() throws Exception {
        Path cluster = Files.createDirectories(data.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
        CannotStart refused = assertThrows(CannotStart.class, () -> EmbeddedServer.start(data, PROGRAMS));
        assertTrue(
                refused.getMessage().contains("holds the data of PostgreSQL 17, and this build brings 18"),
                refused::getMessage);
        assertTrue(refused.getMessage().contains("HOLDFAST_DATABASE_URL"));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        for (Path place : new Path[] {file.resolve("below"), Path.of("/proc/holdfast")}) {
            CannotStart refused = assertThrows(CannotStart.class, () -> EmbeddedServer.start(place, PROGRAMS));
            assertTrue(refused.getMessage().contains("cannot use the data directory " + place), refused::getMessage);
        }
    }

    @Test
    void aDatabaseThatMayLoseItsCommitsIsRefused() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(data, PROGRAMS)) {
            execute(server.address(), "ALTER DATABASE holdfast SET synchronous_commit = 'local'");
            CannotStart refused =
                    assertThrows(CannotStart.class, () -> Durability.demand(server.address(), Duration.ZERO));
            assertTrue(
                    refused.getMessage().contains("synchronous_commit = local, allowed: on or remote_apply"),
                    refused::getMessage);
        }
    }

    /** Its file is gone before it is. */
    private static boolean isGone(long pid) throws Exception {
        Optional<ProcessHandle> still = ProcessHandle.of(pid);
        if (still.isPresent()) {
            still.get().onExit().get(10, TimeUnit.SECONDS);
        }
        return true;
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static void execute(DatabaseAddress address, String... commands) throws SQLException {
        try (Connection connection = PostgresResource.connect(address);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String query(DatabaseAddress address, String query) throws SQLException {
        try (Connection connection = PostgresResource.connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
