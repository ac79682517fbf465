/**
 * The vendors' own libraries, for Java: they sign what the running service accepts, and judge mutated requests as our door
 * does.
 */
@NullMarked
package dev.holdfast.sdk;

import org.jspecify.annotations.NullMarked;
