package dev.holdfast.reconcile;

/**
 * What the journal has under a key.
 *
 * @param event its id
 * @param pushed whether a push brought it, so that it is no gap; when in doubt it is not said to be
 */
record Stored(long event, boolean pushed) {}
