/**
 * Peers that misbehave on purpose, on loopback: an HTTP target, a TCP proxy and a port that never accepts.
 *
 * <p>Plain sockets and bounded threads, so that a fault is exactly the bytes and the packets that the code here shows, and so
 * that nothing under test serves to test itself. Everything is closed by {@code close()}.
 *
 * <pre>
 *   try (FaultTarget target = FaultTarget.start(FaultModes.status(503, "Retry-After: 7"))) {
 *       …  target.url()  target.become(FaultModes.ok())  target.received()
 *   }
 *   try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 5432)) {
 *       …  proxy.port()  proxy.cut()  proxy.stall()  proxy.slow(…)  proxy.resetAfter(…)  proxy.heal()
 *   }
 * </pre>
 */
@NullMarked
package dev.holdfast.faults;

import org.jspecify.annotations.NullMarked;
