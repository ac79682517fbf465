-- Secrets that vendors bring themselves, sealed with the operator's master key: whoever reads this table reads none of them.
create table captured_secret (
    source text primary key,            -- as configured
    version bigint not null default 1,  -- grows with every change: a replica never goes back to what it read earlier
    open_until timestamptz,             -- somebody waits for the vendor until then, by the clock of this database
    opened_by text,                     -- name of the admin token
    sealed bytea,                       -- null until the vendor has brought it, and after it was forgotten
    captured_at timestamptz,
    captured_from text                  -- address of whoever brought it
);
