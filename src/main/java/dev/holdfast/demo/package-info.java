/**
 * The first five minutes: with no configuration, development mode shows a source, a vendor that posts and an inbox.
 */
@NullMarked
package dev.holdfast.demo;

import org.jspecify.annotations.NullMarked;
