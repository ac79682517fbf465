/**
 * The configuration: read as text, checked as a whole, handed on as immutable values.
 *
 * <p>Every key below {@code holdfast.} is asked for by name, so whatever was never asked for is unknown, and every mistake of
 * a configuration is told in one run: {@link dev.holdfast.ops.settings.Settings#of} either returns settings that hold or throws
 * {@link dev.holdfast.ops.settings.WrongConfiguration} with one line for each mistake. No line holds a secret.
 *
 * <pre>
 *   Quarkus' sources (files, environment, -D)  ──►  Keys  ──►  Section  ──►  Settings
 *                                                     │           │ Grammar: text to value, or a Fault
 *                                                     └───────────┴──────►  Mistakes: one line each
 * </pre>
 *
 * <p>Imports the packages whose settings it reads.
 */
@NullMarked
package dev.holdfast.ops.settings;

import org.jspecify.annotations.NullMarked;
