/** Whether we can take webhooks (readiness) and whether we still turn (liveness), asked of the things themselves. */
@NullMarked
package dev.holdfast.ops.health;

import org.jspecify.annotations.NullMarked;
