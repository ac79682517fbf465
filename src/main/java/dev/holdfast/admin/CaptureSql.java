package dev.holdfast.admin;

/** What is kept of the secrets that vendors bring. One row a source, each change one statement and one version more. */
final class CaptureSql {
    private CaptureSql() {}

    /** All of it: a handful of rows. Remaining time and not the end: clocks differ. */
    static final String LOOK = """
            select source, version, sealed, opened_by, captured_at, captured_from,
              (extract(epoch from open_until - now()) * 1000)::int8 as left_millis
            from captured_secret
            """;

    /** No row when the source has a secret. */
    static final String OPEN = """
            insert into captured_secret as c (source, open_until, opened_by)
            values ($1, now() + $2::int8 * interval '1 millisecond', $3)
            on conflict (source) do update
              set open_until = excluded.open_until, opened_by = excluded.opened_by, version = c.version + 1
              where c.sealed is null
            returning version, open_until
            """;

    /** The window is closed by the same statement: of two that come at once the second finds it closed. */
    static final String KEEP = """
            update captured_secret
            set sealed = $2, captured_at = now(), captured_from = $3, open_until = null, version = version + 1
            where source = $1 and sealed is null and open_until > now()
            returning version
            """;

    static final String FORGET = """
            update captured_secret
            set sealed = null, captured_at = null, captured_from = null, open_until = null, version = version + 1
            where source = $1 and sealed is not null
            returning version
            """;

    /** The same secret under a newer master key. */
    static final String RESEAL = """
            update captured_secret set sealed = $3, version = version + 1 where source = $1 and version = $2
            """;
}
