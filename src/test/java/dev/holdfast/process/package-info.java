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
 *
 * <p>Several replicas stand behind a {@code Balancer}, which asks them whether they are ready and sends nothing twice. They may be
 * of several {@code Version}s. What only the database can see, its own watchers tell: {@code LaneWatch} who writes to whose lane, {@code LockWatch} who holds
 * up whom.
 */
@NullMarked
package dev.holdfast.process;

import org.jspecify.annotations.NullMarked;
