-- Tokens by which vendors' APIs are asked, sealed with the operator's master key. One row a source.
create table token (
    source text primary key,            -- as configured
    version bigint not null default 0,  -- grows with every new token; what was made of an older one is not kept
    access bytea,                       -- sealed; null for none yet
    refresh bytea,                      -- sealed; null where the vendor has none, or none was handed in
    seed bytea,                         -- hash of the configured refresh token that `refresh` began with
    handed_in_by text,                  -- name of the admin token that brought `refresh`
    made timestamptz,
    renew timestamptz,                  -- from then on a new one is fetched
    expires timestamptz,                -- null when the vendor does not say
    failures int not null default 0,    -- renewals in a row that brought nothing
    trouble text,                       -- why the last renewal brought nothing, in words of ours
    final boolean not null default false, -- whether an operator must act
    since timestamptz,                  -- when the trouble began
    not_before timestamptz,             -- when to try again
    renewer uuid,                       -- who renews
    lease_until timestamptz             -- and until when nobody else does
);

-- Where the vendors' limits on calls stand. One row a source, so that all of its budgets give at once.
create table budget (
    source text primary key,            -- as configured
    version bigint not null,            -- grows with every change; what was decided on an older one is not kept
    state jsonb not null                -- written and read by reconcile.budget
) with (fillfactor = 50);               -- changed with every call: room for it on the page
