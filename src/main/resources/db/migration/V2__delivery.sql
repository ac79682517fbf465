-- The raw delivery beside its items, and the way out of quarantine.

-- One inbound request, kept when its items are not all of it: several came in it, one of them was not understood, or the
-- one is a part of the body. Written once; dropped by partition. Without what proved who was speaking.
create table delivery (
    id bigint not null,             -- from the same numbers as events, just before those of its items
    received timestamptz not null,
    lane smallint not null,
    source smallint not null,
    method text not null,
    query text,
    headers text not null,          -- a line each; a bounded choice of them
    body bytea not null,
    primary key (lane, id)
) partition by range (id);

do $$ begin
    if not exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
        alter table delivery alter column body set storage external;
    end if;
end $$;

-- Null for the plain case: one event, whose payload is the body.
alter table event add column delivery bigint;

-- Events in quarantine, slim, because events are never updated. A row stays when it is released, and says what became of it.
create table quarantine (
    event_id bigint primary key,
    delivery bigint,                -- null when there was no request: what is there can be looked at and no more
    released_at timestamptz,
    source smallint not null,
    releases smallint not null default 0,
    events bigint[],                -- what the release appended
    -- Two releases at once: the second breaks this rule, and all of it is rolled back.
    constraint quarantine_released_once check (releases <= 1)
);
create index quarantine_delivery on quarantine (delivery);
create index quarantine_waiting on quarantine (event_id) where released_at is null;
insert into quarantine (event_id, source) select id, source from event where quarantine is not null;

-- A checksum of the payload that the key first came with; a known key with another one is a conflict. Null where bodies
-- may differ: keys of pulled events, and those that do not decide. Fits into the row's padding.
alter table event_key add column digest int;

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
                execute format('alter table %I attach partition %I for values from (%s) to (%s)',
                               parent, name, low, low + (86400000::bigint << 22));
            end if;
        end loop;
    end loop;
end $$;
select make_partitions(3);
