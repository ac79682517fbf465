package dev.holdfast.reconcile;

/** The statements of reconciliation. Leases and due times are by the database's clock. */
final class ReconcileSql {
    private ReconcileSql() {}

    /** A runner's row for every source that is fetched from. */
    static final String KNOW = """
            insert into runner (source)
            select s.id from source s where s.name = any ($1::text[]) and not exists (select from runner r where r.source = s.id)
            on conflict do nothing
            """;

    /** Takes sources that have something to do and nobody who does it. */
    static final String CLAIM = """
            with idle as (
              select r.source from runner r join source s on s.id = r.source
              where s.name = any ($1::text[]) and (r.owner is null or r.lease_until < now())
                and (r.due_at <= now()
                  or exists (select from backfill b where b.source = r.source and b.state in ('queued', 'running')))
              order by r.due_at for update of r skip locked)
            update runner r set owner = $2, epoch = r.epoch + 1, lease_until = now() + $3 * interval '1 millisecond'
            from idle i, source s where r.source = i.source and s.id = r.source
            returning s.name, r.source, r.epoch, r.due_at <= now() as due, s.since
            """;

    /** No row: another runs it. */
    static final String RENEW = """
            update runner set lease_until = now() + $3 * interval '1 millisecond'
            where source = $1 and epoch = $2 returning due_at <= now() as due
            """;

    /** The next epoch, so that a page under way keeps nothing any more. */
    static final String RELEASE = """
            update runner set owner = null, lease_until = null, epoch = epoch + 1 where source = $1 and epoch = $2
            """;

    static final String ROUND_OVER = """
            update runner set due_at = now() + $3 * interval '1 millisecond' where source = $1 and epoch = $2
            """;

    /** Where a list is; made when it is first asked for. */
    static final String CURSOR = """
            with made as (
              insert into list_cursor (source, list) values ($1, $2) on conflict do nothing)
            select covered, position, walk from list_cursor where source = $1 and list = $2
            """;

    /** Only what a push brought has a checksum of its payload beside its key. */
    static final String KNOWN =
            "select k, event_id, digest is not null as pushed from event_key where k = any ($1::uuid[])";

    /**
     * The beginning of every keeping: the fence, and the page's gaps. The runner's row is updated under its own epoch, so
     * whoever took over waits for us or we find its epoch and write nothing. What the journal has from a pull and is no gap
     * yet becomes one here, whether this page appended it or one that was read before a kill and never kept. Keys may
     * name an id that was never stored, and events go with their partition: then there is no row.
     */
    private static final String FENCED = """
            with f as (
              update runner set lease_until = now() + $3 * interval '1 millisecond'
              where source = $1 and epoch = $2 returning due_at <= now() as due),
            g as (
              insert into gap (event_id, source, hour, type, backfill)
              select e.id, $1, e.hour, e.type, $5::int8
              from unnest($4::int8[]) u(id) cross join lateral (
                select id, type, date_trunc('hour', coalesce(event_time,
                         timestamptz '2020-01-01 00:00:00+00' + (u.id >> 22) * interval '1 millisecond'), 'UTC') as hour
                from event where lane = ((u.id >> 12) & 1023)::int2 and id = u.id and origin = 1 and source = $1 offset 0) e
              where exists (select from f)
              on conflict do nothing returning event_id),
            """;

    /** Keeps a page of a scheduled walk: its place, its gaps, its counts. */
    static final String KEEP_ROUND = FENCED + """
            c as (
              update list_cursor set walk = $7, covered = coalesce($8, covered), position = coalesce($9, position),
                     reached = greatest(reached, $10), walked_at = case when $7::text is null then now() else walked_at end,
                     pages = pages + $11, fetched = fetched + $12, calls = calls + $13, error = $14,
                     hole_from = coalesce($15, hole_from), hole_to = coalesce($16, hole_to),
                     gaps = gaps + (select count(*) from g)
              where source = $1 and list = $6 and exists (select from f))
            select (select count(*) from f) as held, (select count(*) from g) as gaps, (select bool_or(due) from f) as due,
                   true as live
            """;

    /**
     * Keeps a page of a backfill; one that was cancelled keeps its gaps and goes no further. What was read before a kill and
     * not kept is counted now: gaps are what became gaps in this statement, and the rest was known.
     */
    static final String KEEP_BACKFILL = FENCED + """
            n as (
              select count(*) filter (where not b.dry_run) as gaps,
                     count(*) filter (where not b.dry_run and u.routed) as relayed
              from g join unnest($4::int8[], $6::bool[]) u(id, routed) on u.id = g.event_id
                     cross join backfill b where b.id = $5),
            b as (
              update backfill o set list = $7, walk = $8, covered_to = greatest(covered_to, $9), pages = pages + $10,
                     fetched = fetched + $11, calls = calls + $12,
                     gaps = o.gaps + n.gaps + case when dry_run then $14 else 0 end,
                     known = known + $13 - n.gaps - case when dry_run then $14 else 0 end,
                     relayed = o.relayed + n.relayed, budget_left = $15, state = coalesce($16, state), error = $17,
                     finished_at = case when $16::text is null then null else now() end
              from n where o.id = $5 and o.state = 'running' and exists (select from f) returning o.id)
            select (select count(*) from f) as held, (select count(*) from g) as gaps, (select bool_or(due) from f) as due,
                   exists (select from b) as live
            """;

    /** The oldest backfill that is not over, from now on running. */
    static final String NEXT_BACKFILL = """
            update backfill set state = 'running', started_at = coalesce(started_at, now())
            where id = (select id from backfill where source = $1 and state in ('queued', 'running') order by id limit 1)
              and exists (select from runner where source = $1 and epoch = $2)
            returning id, from_at, to_at, types, dry_run, max_calls, requested_at, list, walk, calls
            """;

    static final String COVERED = """
            select s.name, c.list, c.covered from list_cursor c join source s on s.id = c.source
            where s.name = any ($1::text[]) and c.covered is not null
            """;

    /** Sources with a gap that may yet be filled: what a vendor has not pushed in a month it does not push. */
    static final String WITH_GAPS = """
            select s.name from source s
            where s.name = any ($1::text[])
              and exists (select from gap g where g.source = s.id and g.filled_late_at is null
                                               and g.found_at > now() - interval '30 days')
            """;

    /** Gaps older than what is remembered of their events, a chunk at a time. */
    static final String FORGET_GAPS = """
            delete from gap where event_id in (
              select event_id from gap where source = $1 and found_at < now() - $2 * interval '1 millisecond' limit 5000)
            """;
}
