-- A day's events, deliveries and attempts are written once and go with their day. A vacuum on the way, because many rows were
-- added, writes each page again and logs it whole: a kilobyte an event, for readers that come by an index or not at all. Vacuum
-- comes all the same before transaction ids run out, and then only to what is still there. To analyze looks at 30,000 pages, marks
-- what it sees as committed and so logs each of them whole, 240 MB: each time that a table has doubled, and not at each tenth more.
-- The hot statements are planned without it. Setting these takes a lock that appends do not wait for.
create function vacuum_seldom(part regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 1)', part);
end $$;

create or replace function make_partitions(days_ahead int) returns void language plpgsql as $$
declare
    day date;
    name text;
    parent text;
    low bigint;
begin
    perform pg_advisory_xact_lock(hashtext('holdfast.partitions'));
    for ahead in -1 .. days_ahead loop
        day := (now() at time zone 'utc')::date + ahead;
        low := (day - date '2020-01-01')::bigint * 86400000 << 22;
        foreach parent in array array['event', 'delivery', 'attempt'] loop
            name := parent || '_' || to_char(day, 'YYYYMMDD');
            if to_regclass(name) is null then
                execute format('create table %I (like %I including all)', name, parent);
                perform vacuum_seldom(name::regclass);
                execute format('alter table %I attach partition %I for values from (%s) to (%s)',
                               parent, name, low, low + (86400000::bigint << 22));
            end if;
        end loop;
    end loop;
end $$;

select vacuum_seldom(inhrelid::regclass) from pg_inherits
where inhparent in ('event'::regclass, 'delivery'::regclass, 'attempt'::regclass);

alter table event_key set (autovacuum_analyze_scale_factor = 1);
