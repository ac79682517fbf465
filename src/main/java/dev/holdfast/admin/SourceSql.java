package dev.holdfast.admin;

/** The admin's statements about sources, their freshness and their gaps. */
final class SourceSql {
    private SourceSql() {}

    /** What came last, how far the fetching is. Counting stops at 100,000. */
    static final String SOURCES = """
            select s.name, s.since,
                   (select at from source_newest n where n.source = s.id and n.origin = 0) as push,
                   (select at from source_newest n where n.source = s.id and n.origin = 1) as pull,
                   r.due_at, r.lease_until > now() as running,
                   (select max(reached) from list_cursor c where c.source = s.id) as reached,
                   (select min(covered) from list_cursor c where c.source = s.id) as covered,
                   (select max(walked_at) from list_cursor c where c.source = s.id) as walked,
                   (select string_agg(c.list || ': ' || c.error, '; ' order by c.list)
                    from list_cursor c where c.source = s.id and c.error is not null) as error,
                   (select count(*) from (
                      select from gap g where g.source = s.id and g.found_at > now() - interval '1 day' limit 100000) x) as gaps
            from source s left join runner r on r.source = s.id
            where s.name = any ($1::text[]) order by s.name
            """;

    static final String LISTS = """
            select list, covered, reached, walked_at, walk is not null as walking, pages, fetched, gaps, calls, error,
                   hole_from, hole_to
            from list_cursor c join source s on s.id = c.source where s.name = $1 order by list
            """;

    static final String GAP_HOURS = """
            select g.hour, count(*) as gaps, count(g.filled_late_at) as filled
            from gap g join source s on s.id = g.source
            where s.name = $1 and g.hour >= $2 and g.hour < $3 group by g.hour order by g.hour
            """;

    /** By hour and event; {@code $4} is the last event of the page before, null for the first page. */
    static final String GAPS = """
            select g.event_id, g.hour, g.type, g.found_at, g.backfill, g.filled_late_at
            from gap g join source s on s.id = g.source
            where s.name = $1 and g.hour >= $2 and g.hour < $3
              and ($4::int8 is null or (g.hour, g.event_id) > (select a.hour, a.event_id from gap a where a.event_id = $4))
            order by g.hour, g.event_id limit $5
            """;
}
