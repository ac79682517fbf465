package dev.holdfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A replica does what its roles say and opens no other door; what one leaves behind is relayed by whoever relays. */
class RolesIT {
    @Test
    void eachDoorIsWhereItsRoleIs() throws Exception {
        try (Scene scene = new Scene("roles")) {
            Postgres postgres = scene.postgres();
            Service receiving = scene.service(
                    "receiving", settings(scene, postgres).environment("HOLDFAST_ROLES", "receive,relay"));
            Service administering = scene.service(
                    "administering", settings(scene, postgres).environment("HOLDFAST_ROLES", "admin,relay"));

            assertEquals(404, post(administering), "no webhooks where nobody receives");
            assertEquals(401, post(receiving), "unsigned, and looked at");
            assertFalse(listens(receiving.adminPort()), "no admin API where nobody administers");
            assertTrue(listens(administering.adminPort()));

            LoadVendor vendor = scene.vendor("evt_r", 16, 200, receiving);
            scene.target().delay(Duration.ofMillis(100));
            Patience.pause(Duration.ofSeconds(3));
            vendor.finish(Duration.ofSeconds(10));
            int waiting = scene.ledger().ackedCount() - scene.ledger().arrivedCount();
            receiving.stop(Duration.ofSeconds(35));
            scene.target().delay(Duration.ZERO);
            Verdict verdict = scene.drained(Duration.ofSeconds(60));
            Verdicts.assertExactlyOnce(verdict, 100);
            assertTrue(waiting > 0, "nothing was left behind: this proves nothing");
        }
    }

    private static ServiceSettings settings(Scene scene, Postgres postgres) {
        return scene.settings(8).database(postgres.database());
    }

    private static int post(Service service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.address().getPort() + "/webhooks/" + Scene.SOURCE))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
