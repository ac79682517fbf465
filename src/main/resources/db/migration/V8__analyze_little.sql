-- To analyze a table looks at three hundred pages for each entry of its statistics, 30,000 with a hundred entries, and what it sees as
-- committed it marks and so logs whole: 240 MB. Ten entries say as much of columns in which nearly all values differ, or a few
-- do not, and cost a tenth. A new partition gets them with its other settings. Setting these takes a lock that appends do not wait for.
create function analyze_little(part regclass) returns void language plpgsql as $$
declare
    name text;
begin
    for name in select attname from pg_attribute where attrelid = part and attnum > 0 and not attisdropped loop
        execute format('alter table %s alter column %I set statistics 10', part, name);
    end loop;
end $$;

create or replace function vacuum_seldom(part regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 1)', part);
    perform analyze_little(part);
end $$;

select analyze_little(inhrelid::regclass) from pg_inherits
where inhparent in ('event'::regclass, 'delivery'::regclass, 'attempt'::regclass);

select analyze_little('event_key'::regclass);
