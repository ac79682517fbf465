/**
 * Running it: configuration, embedded PostgreSQL, start-up checks, health, metrics, the listeners. Imports everything.
 */
@NullMarked
package dev.holdfast.ops;

import org.jspecify.annotations.NullMarked;
