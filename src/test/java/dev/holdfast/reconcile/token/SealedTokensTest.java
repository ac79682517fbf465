package dev.holdfast.reconcile.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.secret.Seal;
import dev.holdfast.secret.Secret;
import dev.holdfast.vendor.pull.Authentication.Header;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Tokens are kept under the master keys, and nothing of them is seen. */
class SealedTokensTest extends TokenScene {
    @Test
    void aMasterKeyThatIsGoneCostsOneRenewalOrOneHandIn() {
        Replica one = new Replica();
        one.handIn(vendor.connect());
        one.header();
        database.run("update token set access = refresh");
        one.header();
        assertEquals(2, vendor.asked().size(), "what was sealed as something else does not open");
        database.run("update token set refresh = access, access = null");
        Reconnect told = failure(Reconnect.class, one.begin());
        assertTrue(told.getMessage().contains("master-keys"), told::getMessage);
    }

    @Test
    void aNewMasterKeySealsWhatTheOldOneHas() throws Exception {
        Replica old = new Replica();
        old.handIn(vendor.connect());
        Header header = old.header();
        Secret newer = Secret.of(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));
        assertEquals(header, new Replica(http -> http, List.of(newer, MASTER)).header());
        Replica after = new Replica(http -> http, List.of(newer));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        byte[] before = Seal.of(List.of(MASTER), new SecureRandom()).seal(new byte[1], "any");
        String oldId = java.util.HexFormat.of().formatHex(before, 1, 9);
        String stillOld =
                "select count(*) from token where encode(substring(refresh from 2 for 8), 'hex') = '" + oldId + "'";
        while (database.number(stillOld) > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertEquals(header, after.header());
        assertNotEquals(header, after.refused(header), "the refresh token, too");
    }

    @Test
    void aReplicaWhoseKeysOpenNothingSaysSoUntilAnotherTokenIsThere() {
        Secret other = Secret.of(Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32)));
        Replica one = new Replica();
        Replica two = new Replica(http -> http, List.of(other));
        one.handIn(vendor.connect());
        failure(Reconnect.class, two.begin());
        assertEquals(1, two.glance(), "what is stored is well, but not for it");
        two.handIn(vendor.connect());
        assertEquals(0, two.glance());
    }

    @Test
    void withoutAMasterKeyNothingIsFetched() {
        Replica one = new Replica();
        Tokens without = new Tokens(
                one.vertx,
                one.pool,
                (call, limits) -> Future.failedFuture("not called"),
                null,
                InstantSource.system(),
                new Random(),
                new TokenMeters(new SimpleMeterRegistry()));
        Reconnect told = failure(Reconnect.class, without.header("acme", contract, credentials));
        assertEquals("holdfast.secret.master-keys is not configured: tokens could not be kept", told.getMessage());
    }

    @Test
    void nothingSecretIsPrintedOrStoredInTheClear() throws Exception {
        ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                printed.add(logged.getMessage() + " " + java.util.Arrays.toString(logged.getParameters()) + " "
                        + logged.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            Replica one = new Replica();
            one.handIn(vendor.connect());
            Header header = one.header();
            printed.add(header + " " + one.standing() + " " + contract + " " + credentials);
            vendor.revoke();
            printed.add(failure(Reconnect.class, one.tokens.refused("acme", contract, credentials, header))
                    .toString());
            database.run("update token set final = false, not_before = now(), since = null");
            vendor.instead = new AuthorizationServer.Answering(500, Map.of(), "canary");
            printed.add(failure(NoToken.class, one.begin()).toString());
        } finally {
            root.removeHandler(handler);
        }
        assertTrue(printed.stream().anyMatch(line -> line.contains("handed in")), "the log is seen");
        printed.forEach(line -> assertFalse(line.contains("canary"), line));
        assertEquals(
                0,
                database.number("select count(*) from token where position('canary'::bytea in access) > 0"
                        + " or position('canary'::bytea in refresh) > 0 or trouble like '%canary%'"));
        assertEquals(1, database.number("select count(*) from token where length(refresh) > 40"));
    }
}
