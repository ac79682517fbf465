package dev.holdfast.admin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A backfill as people see it. Reconciliation does the counting, with statements of its own. */
@Entity
@Table(name = "backfill")
public class BackfillRun {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public @Nullable Long id;

    public short source;

    @Column(name = "from_at")
    public Instant from = Instant.EPOCH;

    @Column(name = "to_at")
    public Instant to = Instant.EPOCH;

    public String[] types = {};

    @Column(name = "dry_run")
    public boolean dryRun;

    @Column(name = "max_calls")
    public @Nullable Long maxCalls;

    public String state = "queued";

    @Column(name = "covered_to")
    public @Nullable Instant coveredTo;

    public long pages;
    public long fetched;
    public long known;
    public long gaps;
    public long relayed;
    public long calls;

    @Column(name = "budget_left")
    public @Nullable Long budgetLeft;

    @Column(name = "requested_at")
    public Instant requestedAt = Instant.EPOCH;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    public @Nullable String error;
}
