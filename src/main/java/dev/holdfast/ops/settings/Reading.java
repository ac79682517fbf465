package dev.holdfast.ops.settings;

/** How the text of one key becomes a value. */
@FunctionalInterface
interface Reading<T> {
    T of(String text) throws Fault;
}
