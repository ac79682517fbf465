/**
 * Hostile inputs over a raw socket against the packaged service: what each must get, and what it must not leave behind.
 *
 * <p>A case is data: a number in the project's list of hostile inputs, a name, the exact bytes, the answers that are
 * allowed. After each: no 5xx, no row without a 200, and the next valid request on a new connection is stored. After
 * all: no secret and no body in the log.
 */
@NullMarked
package dev.holdfast.corpus;

import org.jspecify.annotations.NullMarked;
