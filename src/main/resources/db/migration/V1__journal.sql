-- The journal: what came, what makes it known, who wants it, what became of it.
-- Wide rows are written once (event, attempt); rows that change are slim (message and its two siblings, event_key, lane).

-- Names are words outside and small numbers inside: a number a row is cheaper than a word.
create table source (
    id smallint generated always as identity primary key,
    name text not null unique
);

create table target (
    id int generated always as identity primary key,
    name text not null unique,
    paused_at timestamptz,          -- set when the target answered 410, or by an admin
    paused_why text
);

-- A lane is one replica's journal: only its owner appends to it and relays from it.
create table lane (
    lane smallint primary key,
    owner uuid,                     -- a process, new at every start; null when let go
    epoch bigint not null default 0,
    lease_until timestamptz,        -- by the clock of this database
    last_id bigint not null default 0
);

-- The epoch again, one row for appending and one for settling: each is locked by its own statement only, so that two
-- lockers never share a row (shared row locks by two transactions make a multixact each time).
create table lane_hold (
    lane smallint not null,
    part smallint not null,         -- 0 append, 1 settle
    epoch bigint not null default 0,
    primary key (lane, part)
);

-- What makes an event known. 16 bits of day, then 112 bits of hash: keys of one day lie together in the index.
create table event_key (
    k uuid primary key,
    event_id bigint not null,
    last_seen timestamptz,          -- null until it comes again
    seen_count int not null default 1
) with (fillfactor = 90);

-- One event, never updated; dropped by partition. The time it came is in its id.
create table event (
    id bigint not null,
    event_time timestamptz,
    lane smallint not null,
    source smallint not null,
    origin smallint not null,       -- 0 push, 1 pull
    type text not null,
    delivery_id text,
    subject text,
    tenant text,
    content_type text,
    quarantine text,                -- why it was not understood; such an event has no messages
    payload bytea not null,
    primary key (lane, id)
) partition by range (id);

-- Large payloads lie outside the row. Where the server has lz4 they are compressed by it (the appending connection asks
-- for it); where it has only pglz they are not: pglz would cost more than all the rest of an append together.
do $$ begin
    if not exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
        alter table event alter column payload set storage external;
    end if;
end $$;

-- Ready to go: one event for one target.
create table message (
    event_id bigint not null,
    target int not null,
    lane smallint not null,
    attempts smallint not null default 0,
    bytes int not null default 0,   -- of the payload: how many messages one read may take
    primary key (lane, target, event_id)
);

-- Waiting for its time. A million of them cost the ready path nothing.
create table message_retry (
    due_at timestamptz not null,
    event_id bigint not null,
    target int not null,
    lane smallint not null,
    attempts smallint not null,
    bytes int not null default 0,
    last_error text,
    primary key (lane, due_at, target, event_id)
);

-- The schedule is used up; kept until someone redrives it.
create table message_dead (
    event_id bigint not null,
    died_at timestamptz not null default now(),
    target int not null,
    lane smallint not null,
    attempts smallint not null,
    bytes int not null default 0,
    last_error text,
    primary key (lane, target, event_id)
);

-- One try to relay, never updated; dropped by partition with its event.
create table attempt (
    event_id bigint not null,
    at timestamptz not null,
    target int not null,
    ms int not null,
    n smallint not null,
    status smallint not null,       -- 0 when there was no answer
    error text
) partition by range (event_id);
-- Attempts are written in about the order of their events: a summary of each stretch of pages finds them, for next to nothing.
create index attempt_event on attempt using brin (event_id) with (pages_per_range = 32, autosummarize = on);

-- A refused request, for an admin to look at: a sample, bounded, without secrets or bodies.
create table refusal (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    source text not null,
    cause text not null,
    peer text,
    bytes int not null,
    seen int not null default 1     -- how many of this source and cause the row stands for
);

-- The small queues live by insert and delete: vacuum them early.
alter table message set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 20000,
                         autovacuum_vacuum_insert_scale_factor = 0.0, autovacuum_vacuum_insert_threshold = 1000000);
alter table message_retry set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 20000);

-- Makes the partitions of yesterday, today and some days ahead. Attaching takes a lock that appends do not wait for;
-- "create … partition of" would take one that they do. The bounds are ids: milliseconds since 2020 << 22.
create function make_partitions(days_ahead int) returns void language plpgsql as $$
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
        foreach parent in array array['event', 'attempt'] loop
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
