/**
 * The benchmark: every performance budget is a row, measured in one run on one machine.
 *
 * <p>What is fast on one machine is slow on another, so budgets are ratios against limits and baselines that are
 * measured beside the service, and CPU and WAL per event, which other people's load moves least.
 *
 * <pre>
 *   limits     bare HTTP server + HMAC │ multi-row insert        how fast could it be at all
 *   baselines  one insert a request    │ one entity a request    how fast is the obvious way
 *   service    the packaged jar: ingest, relay, whole life, flatness, latency, memory
 * </pre>
 */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
