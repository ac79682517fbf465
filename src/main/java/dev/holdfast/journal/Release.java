package dev.holdfast.journal;

import java.util.List;

/**
 * What an arrival takes out of quarantine: its items were read again out of a delivery that is kept.
 *
 * @param delivery that delivery's id
 * @param quarantined ids of the quarantined events that the items stand for; at least one
 */
public record Release(long delivery, List<Long> quarantined) {}
