-- A day's events, deliveries and attempts are written once and go with their day. A vacuum on the way, because many rows were
-- added, writes each page again and logs it whole: a kilobyte an event, for readers that come by an index or not at all. Vacuum
-- comes all the same before transaction ids run out, and then only to what is still there.
-- Setting this takes a lock that appends do not wait for.
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
                execute format('create table %I (like %I including all) with (autovacuum_vacuum_insert_threshold = -1)',
                               name, parent);
                execute format('alter table %I attach partition %I for values from (%s) to (%s)',
                               parent, name, low, low + (86400000::bigint << 22));
            end if;
        end loop;
    end loop;
end $$;

do $$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits
                where inhparent in ('event'::regclass, 'delivery'::regclass, 'attempt'::regclass) loop
        execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1)', part);
    end loop;
end $$;
