package dev.holdfast.ops.settings;

import java.time.Duration;

/**
 * How the service ends.
 *
 * @param delay between "not ready" and closing the door, so that a load balancer can look away
 * @param drain for attempts under way; what is not settled by then is sent again after the next start
 */
public record ShutdownSettings(Duration delay, Duration drain) {}
