package dev.holdfast.reconcile.token;

/**
 * The table of tokens. Times are the database's. {@code version} grows with every new token and with nothing else: what a
 * renewal brought is kept as long as nobody has kept anything newer, even when its lease ran out meanwhile, for the vendor
 * may have made the old refresh token void.
 */
final class TokenSql {
    private TokenSql() {}

    /** Remaining times and not ends: clocks differ. */
    static final String LOOK = """
            select version, access, refresh, seed, handed_in_by, made, expires, failures, trouble, final, since,
              (extract(epoch from expires - now()) * 1000)::int8 as left_millis,
              (extract(epoch from renew - now()) * 1000)::int8 as renew_millis,
              (extract(epoch from not_before - now()) * 1000)::int8 as wait_millis,
              (extract(epoch from lease_until - now()) * 1000)::int8 as lease_millis
            from token where source = $1
            """;

    static final String FINAL = "select source, version, final from token where source = any ($1::text[])";

    /** Who gets a row renews; nobody does when somebody else is at it, or was quicker. */
    static final String LEASE = """
            insert into token as t (source, renewer, lease_until)
            values ($1, $3, now() + $4::int8 * interval '1 ms')
            on conflict (source) do update set renewer = excluded.renewer, lease_until = excluded.lease_until
              where t.version = $2 and (t.lease_until is null or t.lease_until <= now())
            returning version
            """;

    static final String KEEP = """
            update token set version = version + 1, access = $3, refresh = coalesce($4, refresh), seed = coalesce($5, seed),
              made = now(), expires = now() + $6::int8 * interval '1 ms', renew = now() + $7::int8 * interval '1 ms',
              failures = 0, trouble = null, final = false, since = null, not_before = null,
              renewer = null, lease_until = null
            where source = $1 and version = $2
            returning version
            """;

    /** Whoever lost the lease has nothing to say. */
    static final String FAIL = """
            update token set failures = failures + 1, trouble = $4, final = $5, since = coalesce(since, now()),
              not_before = now() + $6::int8 * interval '1 ms', seed = coalesce($7, seed),
              renewer = null, lease_until = null
            where source = $1 and version = $2 and renewer = $3
            """;

    /** Said before anybody tried: there is nothing to try with. */
    static final String LACK = """
            insert into token as t (source, trouble, final, since) values ($1, $2, true, now())
            on conflict (source) do update set trouble = excluded.trouble, final = true, since = excluded.since
              where t.refresh is null and t.trouble is null
            """;

    /** The same under the newest master key, so that an older one can be taken off the list. */
    static final String RESEAL = """
            update token set access = $3, refresh = $4 where source = $1 and version = $2
            """;

    /** The vendor does not take it any more, whatever its lifetime. */
    static final String EXPIRE = """
            update token set expires = now(), renew = now() where source = $1 and version = $2
            """;

    static final String HAND_IN = """
            insert into token as t (source, version, refresh, handed_in_by) values ($1, 1, $2, $3)
            on conflict (source) do update set version = t.version + 1, refresh = excluded.refresh,
              handed_in_by = excluded.handed_in_by, access = null, made = null, expires = null, renew = null,
              failures = 0, trouble = null, final = false, since = null, not_before = null,
              renewer = null, lease_until = null
            """;
}
