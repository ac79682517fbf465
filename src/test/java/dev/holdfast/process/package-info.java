/**
 * Tests of the packaged service as a process: started, killed, stopped and starved from outside, judged by a ledger.
 *
 * <p>Nothing here looks inside the service. A vendor posts, a target hears, and a ledger that neither of them can
 * forget says afterwards what was lost, what came twice and what nobody sent.
 *
 * <pre>
 *   LoadVendor ──posts──► Service (java -jar) ──relays──► LedgerTarget
 *       │ sent, answered        │ Postgres                    │ arrived
 *       └──────────────────► Ledger ◄─────────────────────────┘
 *                               └─► Verdict: lost, unexpected, corrupt, recovered, duplicated
 * </pre>
 */
@NullMarked
package dev.holdfast.process;

import org.jspecify.annotations.NullMarked;
