package dev.holdfast.ops.settings;

/**
 * The relay's bounds.
 *
 * @param handOverRows most events handed over in memory; past it the relay reads by cursor
 * @param handOverBytes most payload bytes handed over in memory; past it the relay reads by cursor
 * @param settleRows most verdicts in one settle statement
 */
public record RelaySettings(int handOverRows, long handOverBytes, int settleRows) {}
