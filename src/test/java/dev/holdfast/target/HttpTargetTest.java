package dev.holdfast.target;

import dev.holdfast.faults.FaultModes;
import dev.holdfast.faults.FaultTarget;
import dev.holdfast.faults.Received;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class HttpTargetTest extends TargetConformance {
    @Override
    Receiver receiver() {
        return new HttpReceiver(FaultTarget.start(FaultModes.ok()));
    }

    private final class HttpReceiver implements Receiver {
        private final FaultTarget server;

        HttpReceiver(FaultTarget server) {
            this.server = server;
        }

        @Override
        public Target target(Duration timeout, Duration breakerDelay, SigningKey... keys) {
            return new HttpTarget(
                    Samples.settings(server.url(), timeout, breakerDelay, keys),
                    loop.vertx(),
                    HttpTargetTest.this::now,
                    new SplittableRandom(1),
                    socket -> false,
                    NameLookup.platform(loop.vertx()));
        }

        @Override
        public List<Arrival> arrivals() {
            return server.received().stream().map(HttpReceiver::arrival).toList();
        }

        @Override
        public void accepts() {
            server.become(FaultModes.ok());
        }

        @Override
        public void hangs() {
            server.become(FaultModes.silenceAfterRequest());
        }

        @Override
        public void isGone() {
            server.become(FaultModes.resetOnAccept());
        }

        @Override
        public void close() {
            server.close();
        }

        private static Arrival arrival(Received received) {
            Map<String, String> headers = new HashMap<>();
            received.headers().keySet().forEach(name -> headers.put(name, received.header(name)));
            return new Arrival(headers, received.body());
        }
    }
}
