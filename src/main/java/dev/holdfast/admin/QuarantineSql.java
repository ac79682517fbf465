package dev.holdfast.admin;

/**
 * The statements of quarantine, for people: each is bounded. Events lie in the lane that their id names; the items of a
 * delivery have the ids just after its own, which is where they are looked for: no index stands in the way of an append.
 */
final class QuarantineSql {
    private QuarantineSql() {}

    private static final String ENTRY = """
            select q.event_id, s.name as source, e.quarantine as reason, e.content_type, octet_length(e.payload) as bytes,
                   q.delivery, q.released_at, q.events
            from quarantine q
            join source s on s.id = q.source
            join event e on e.lane = ((q.event_id >> 12) & 1023) and e.id = q.event_id
            """;

    /** What waits, oldest first. */
    static final String LIST = ENTRY + """
            where q.released_at is null and q.event_id > $1 and ($2::text is null or s.name = $2::text)
            order by q.event_id limit $3
            """;

    /** One, released or not. */
    static final String ONE = ENTRY + " where q.event_id = $1";

    /** The event's own bytes. */
    static final String PAYLOAD = """
            select payload, content_type from event
            where lane = (($1::int8 >> 12) & 1023) and id = $1::int8 and quarantine is not null
            """;

    /** Deliveries with something that waits, of one source and up to an id, oldest first. */
    static final String WAITING = """
            select q.event_id, q.delivery from quarantine q join source s on s.id = q.source
            where q.released_at is null and q.event_id > $1 and q.event_id < $2 and s.name = $3
            order by q.event_id limit $4
            """;

    static final String DELIVERY = """
            select d.received, d.method, d.query, d.headers, d.body, s.name as source
            from delivery d join source s on s.id = d.source
            where d.lane = (($1::int8 >> 12) & 1023) and d.id = $1::int8
            """;

    /**
     * What a delivery has become so far: its items as they came, and what releases have appended. At most 10,000 items come
     * in one delivery, at 4,096 ids a millisecond: eight milliseconds hold them all.
     */
    static final String ITEMS = """
            with item as (
              select e.id, e.quarantine is not null as quarantined, sha256(e.payload) as digest from event e
              where e.lane = (($1::int8 >> 12) & 1023) and e.id > $1::int8 and e.id < $1::int8 + (8::int8 << 22)
                and e.delivery = $1::int8
              union
              select e.id, e.quarantine is not null, sha256(e.payload)
              from (select distinct unnest(events) as id from quarantine where delivery = $1::int8) r
              join event e on e.lane = ((r.id >> 12) & 1023) and e.id = r.id)
            select i.id, i.digest, i.quarantined and q.released_at is null as waits, i.quarantined and q.released_at is not null as gone
            from item i left join quarantine q on q.event_id = i.id
            order by i.id
            """;
}
