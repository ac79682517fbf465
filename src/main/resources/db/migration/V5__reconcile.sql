-- Reconciliation: who fetches for a source, how far that has come, and what only the fetching found.

-- From when on a source is ours: the first look does not go back further, unless the configuration says how far.
alter table source add column since timestamptz not null default now();

-- One runner a source over all replicas. The epoch is the fence: every page is kept in a statement that updates this row
-- under the runner's own epoch, so a runner that was asleep while another took over keeps nothing.
create table runner (
    source smallint primary key references source,
    owner uuid,                                     -- a process, new at every start; null when nobody fetches
    epoch bigint not null default 0,
    lease_until timestamptz,                        -- by the clock of this database
    due_at timestamptz not null default now()       -- when the next round begins
);

-- How far one list of a source is read.
create table list_cursor (
    source smallint not null references source,
    list text not null,
    covered timestamptz,                            -- up to where everything was read; null for never yet
    position text,                                  -- the vendor's place, where the vendor keeps one
    walk text,                                      -- the walk under way, to be gone on with; null between rounds
    reached timestamptz,                            -- the newest time of anything that the list told
    walked_at timestamptz,                          -- when the last walk came to its end
    pages bigint not null default 0,
    fetched bigint not null default 0,
    gaps bigint not null default 0,
    calls bigint not null default 0,
    error text,                                     -- why the last walk broke off; null when it did not
    primary key (source, list)
);

-- A window that somebody wants to be read again.
create table backfill (
    id bigint generated always as identity primary key,
    source smallint not null references source,
    from_at timestamptz not null,
    to_at timestamptz not null,
    types text[] not null default '{}',             -- patterns; empty for all
    dry_run boolean not null default false,
    max_calls bigint,
    state text not null default 'queued' check (state in ('queued', 'running', 'finished', 'failed', 'cancelled')),
    list text,                                      -- which list it is at
    walk text,                                      -- where in it
    covered_to timestamptz,
    pages bigint not null default 0,
    fetched bigint not null default 0,
    known bigint not null default 0,
    gaps bigint not null default 0,
    relayed bigint not null default 0,
    calls bigint not null default 0,
    budget_left bigint,
    requested_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    error text
);
create index backfill_live on backfill (source) where state in ('queued', 'running');

-- An event that only the fetching found.
create table gap (
    event_id bigint primary key,
    source smallint not null,
    hour timestamptz not null,                      -- of the event's own time; of its coming where the vendor gives none
    type text not null,
    found_at timestamptz not null default now(),
    backfill bigint,                                -- whose; null for a scheduled round's
    filled_late_at timestamptz                      -- when the vendor pushed it after all
);
create index gap_hour on gap (source, hour, event_id);
create index gap_open on gap (source, event_id) where filled_late_at is null;

-- The newest arrival of each source and origin, by whichever replica; written every few seconds and not with each event.
create table source_newest (
    source smallint not null references source,
    origin smallint not null,
    at timestamptz not null,
    primary key (source, origin)
);
