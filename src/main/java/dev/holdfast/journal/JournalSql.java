package dev.holdfast.journal;

/**
 * The statements of the hot path, with why each is shaped so.
 *
 * <p>Plans are pinned by the structure ({@code lateral … offset 0}, {@code ctid}), not by switches alone: these tables are
 * empty when the statements are planned and full when they run.
 */
final class JournalSql {
    private JournalSql() {}

    /**
     * The beginning of every append: the lane's row is locked before the first insert, so an adopter waits for us or we find
     * its epoch.
     */
    private static final String HOLD = """
            with l as materialized (
              select epoch from lane_hold where lane = $1 and part = 0 and epoch = $2 for share),
            """;

    /**
     * A known key is written, not only read: a duplicate is acknowledged through its own commit. Fresh is what
     * {@code event_key} carries under our own event id. The digest stays as it first was.
     */
    private static final String IF_KNOWN = """
              on conflict (k) do update set seen_count = o.seen_count + 1, last_seen = now()
              returning o.k, o.event_id, o.digest, o.last_seen),
            """;

    /** The caller sorts keys, or two replicas' batches deadlock, and never repeats one. */
    private static final String KEYS = """
            k as (
              insert into event_key as o (k, event_id, digest)
              select u.k, u.id, u.digest from unnest($3::uuid[], $4::int8[], $5::int4[]) u(k, id, digest)
              where exists (select from l)
            """ + IF_KNOWN;

    /** Which events of a batch are known: by keys that decide, of whatever number. */
    private static final String KNOWN = """
            known as (
              select u.id, min(k.event_id) as first, min(k.digest) as digest
              from k join unnest($3::uuid[], $4::int8[], $19::bool[]) u(k, id, decides) on u.k = k.k
              where u.decides and k.event_id <> u.id
              group by u.id),
            """;

    private static final String IDENTIFY = HOLD + KEYS + KNOWN;

    private static final String PLAIN_EVENTS = """
            e as (
              insert into event (lane, id, source, origin, type, delivery_id, subject, tenant, event_time, content_type,
                                 payload)
              select $1, u.id, u.source, u.origin, u.type, u.delivery_id, u.subject, u.tenant, u.event_time, u.content_type,
                     u.payload
              from unnest($9::int8[], $10::int2[], $11::int2[], $12::text[], $13::text[], $14::text[], $15::text[],
                          $16::timestamptz[], $17::text[], $18::bytea[])
                   u(id, source, origin, type, delivery_id, subject, tenant, event_time, content_type, payload)
            """;

    private static final String MESSAGES = """
            m as (
              insert into message (lane, target, event_id, bytes)
              select $1, u.target, u.event_id, u.bytes from unnest($6::int4[], $7::int8[], $8::int4[]) u(target, event_id, bytes)
            """;

    /** The end of every append but the first, see {@link #APPEND} for the answer. */
    private static final String FAN_OUT = MESSAGES + """
              where u.event_id in (select id from e))
            select null::int8 as id, null::int8 as first, null::int4 as digest from l
            union all
            select id, first, digest from known
            """;

    /** Events with the delivery that is kept beside them, the deliveries, and the entries of what is in quarantine. */
    private static final String KEEP = """
            e as (
              insert into event (lane, id, source, origin, type, delivery_id, subject, tenant, event_time, content_type,
                                 payload, quarantine, delivery)
              select $1, u.id, u.source, u.origin, u.type, u.delivery_id, u.subject, u.tenant, u.event_time, u.content_type,
                     u.payload, u.quarantine, u.delivery
              from unnest($9::int8[], $10::int2[], $11::int2[], $12::text[], $13::text[], $14::text[], $15::text[],
                          $16::timestamptz[], $17::text[], $18::bytea[], $20::text[], $21::int8[])
                   u(id, source, origin, type, delivery_id, subject, tenant, event_time, content_type, payload, quarantine,
                     delivery)
              where exists (select from l) and u.id not in (select id from known)
              returning id, source, quarantine, delivery),
            d as (
              insert into delivery (lane, id, source, received, method, query, headers, body)
              select $1, u.id, u.source, u.received, u.method, u.query, u.headers, u.body
              from unnest($22::int8[], $23::int2[], $24::timestamptz[], $25::text[], $26::text[], $27::text[], $28::bytea[])
                   u(id, source, received, method, query, headers, body)
              where u.id in (select delivery from e)),
            q as (
              insert into quarantine (event_id, source, delivery)
              select id, source, delivery from e where quarantine is not null),
            """;

    /** The fence is {@link #HOLD}'s, and lies under the key: the row is locked before the first insert here, too. */
    private static final String ONE_EVENT = """
            with k as (
              insert into event_key as o (k, event_id, digest)
              select $3::uuid, $4::int8, $5::int4 from lane_hold where lane = $1 and part = 0 and epoch = $2 for share
            """ + IF_KNOWN + """
            e as (
              insert into event (lane, id, source, origin, type, delivery_id, subject, tenant, event_time, content_type,
                                 payload)
              select $1, $4, $6::int2, $7::int2, $8, $9, $10, $11, $12::timestamptz, $13, $14::bytea
              from k where event_id = $4)
            """;

    private static final String ONE_ANSWER = """
            select k, case when last_seen is not null then event_id end as first, digest from k
            """;

    /**
     * Appends one event that one key makes known: what a vendor sends one at a time, on a quiet day nearly everything. Its
     * values stand by themselves, for each array that a statement unnests costs before its first element.
     *
     * <p>No row: another process holds the lane, nothing was written. Else one row; it names the id of the event that is
     * stored, and the digest of the payload that this came with, when the key was known.
     */
    static final String APPEND_ONE = ONE_EVENT + """
            , m as (
              insert into message (lane, target, event_id, bytes)
              select $1, target, $4, octet_length($14) from k, unnest($15::int4[]) target where event_id = $4)
            """ + ONE_ANSWER;

    /** The same for an event that no target wants. */
    static final String APPEND_ONE_FOR_NOBODY = ONE_EVENT + ONE_ANSWER;

    /**
     * Appends a batch of events that one key each makes known, as nearly all are: keys, events, messages, in one statement
     * and one commit. It says what {@link #APPEND} says with half of its plan, which a batch of one pays for alone.
     *
     * <p>No row: another process holds the lane, nothing was written. Else one row of nulls, and one more for each key that
     * was known: the id of the event that is stored, and the digest of the payload that this came with.
     */
    static final String APPEND_BY_ONE_KEY = HOLD + KEYS + PLAIN_EVENTS + """
              where u.id in (select event_id from k)),
            """ + MESSAGES + """
              where u.event_id in (select event_id from k))
            select null::uuid as k, null::int8 as first, null::int4 as digest from l
            union all
            select k, event_id, digest from k where last_seen is not null
            """;

    /**
     * The same for events with several keys, or with keys that do not decide, or without any.
     *
     * <p>No row: another process holds the lane, nothing was written. Else one row of nulls, and one more for each event
     * that was known: its id, the id of the event that is stored, and the digest of the payload that this came with.
     */
    static final String APPEND = IDENTIFY + PLAIN_EVENTS + """
              where exists (select from l) and u.id not in (select id from known)
              returning id),
            """ + FAN_OUT;

    /**
     * The same for a batch that has more in it: deliveries that are kept beside their items, items in quarantine. A
     * statement of its own, so that the plain case does not pay for them. A delivery of which every item is known is known.
     */
    static final String APPEND_KEEPING = IDENTIFY + KEEP + FAN_OUT;

    /**
     * The same for what was read again out of a delivery, and takes events out of quarantine. Whoever comes second waits
     * for the first here, then breaks the table's rule: all of it is rolled back, or an event without keys would be stored
     * twice.
     */
    static final String RELEASE = IDENTIFY + KEEP + """
            r as (
              update quarantine o set releases = o.releases + 1, released_at = now(), events = array(select id from e)
              where o.event_id = any ($29::int8[]) and exists (select from l)),
            """ + FAN_OUT;

    /**
     * Points the other keys of known events at the event that is stored; without it they name an id that never was.
     * Harmless for the decision, wrong for look-ups, so it runs behind the answer. The checksum that they came with is of
     * another's payload, and would say that a push brought the stored event.
     */
    static final String RELINK = """
            update event_key k set event_id = u.first, digest = null from unnest($1::uuid[], $2::int8[], $3::int8[]) u(k, id, first)
            where k.k = u.k and k.event_id = u.id
            """;

    /** The messages of a batch of attempts that are really there, taken away; of the lane's owner only. */
    private static final String TAKE = """
            t as materialized (
              select x.tid from s cross join lateral (
                select m.ctid as tid from message m
                where m.lane = $1 and m.target = s.target and m.event_id = s.event_id offset 0) x
              where exists (select from l)),
            g as (
              delete from message m where m.ctid = any (array(select tid from t)) returning m.target, m.event_id, m.bytes),
            d as materialized (select s.*, g.bytes from s join g using (target, event_id)),
            a as (
              insert into attempt (event_id, target, n, at, status, ms, error)
              select event_id, target, n, now(), status, ms, error from d)
            """;

    private static final String HOLD_TO_SETTLE = """
            with l as materialized (
              select epoch from lane_hold where lane = $1 and part = 1 and epoch = $2 for share),
            """;

    private static final String HELD = """
            select count(*) as held from l
            """;

    /**
     * Settles a batch of attempts: every row is driven by what was really deleted, so a repeat after an unknown outcome
     * changes nothing. {@code ctid} is safe: a message is only inserted and deleted, by the lane's one owner. Outcomes: 0
     * relayed, 1 retry, 2 dead. Due times are by the database's clock.
     */
    static final String SETTLE = HOLD_TO_SETTLE + """
            s as materialized (
              select * from unnest($3::int4[], $4::int8[], $5::int2[], $6::int2[], $7::int4[], $8::text[], $9::int2[], $10::int8[])
                            u(target, event_id, n, status, ms, error, outcome, due_in)),
            """ + TAKE + """
            , r as (
              insert into message_retry (lane, due_at, target, event_id, bytes, attempts, last_error)
              select $1, now() + due_in * interval '1 millisecond', target, event_id, bytes, n, error from d where outcome = 1),
            x as (
              insert into message_dead (lane, target, event_id, bytes, attempts, last_error)
              select $1, target, event_id, bytes, n, error from d where outcome = 2)
            """ + HELD;

    /** The same for a batch of which all was relayed, as nearly all are: the plan of the rest costs though nothing comes of it. */
    static final String SETTLE_RELAYED = HOLD_TO_SETTLE + """
            s as materialized (
              select * from unnest($3::int4[], $4::int8[], $5::int2[], $6::int2[], $7::int4[], $8::text[])
                            u(target, event_id, n, status, ms, error)),
            """ + TAKE + HELD;

    /**
     * Makes ready what is due and hands it back: it lies behind the cursor. The rows to move are found through the
     * primary key's order, bounded, and taken by {@code ctid}.
     */
    static final String PROMOTE = HOLD_TO_SETTLE + """
            t as materialized (
              select ctid as tid from message_retry where lane = $1 and due_at <= now() and exists (select from l)
              order by lane, due_at limit $3),
            p as (
              delete from message_retry r where r.ctid = any (array(select tid from t))
              returning r.target, r.event_id, r.bytes, r.attempts),
            m as (
              insert into message (lane, target, event_id, bytes, attempts) select $1, target, event_id, bytes, attempts from p
              on conflict do nothing)
            select target, event_id, attempts from p
            """;

    /** Ready messages of a target past the cursor, in the order of their commits. */
    static final String READ_MESSAGES = """
            select event_id, attempts, bytes from message
            where lane = $1 and target = $2 and event_id > $3 order by event_id limit $4
            """;

    /**
     * Events by id. {@code = any} alone prunes no partitions in a generic plan, the {@code between} beside it does; both
     * are conditions of one scan of the primary key. How many ids fit one read is decided before, by {@code message.bytes}.
     */
    static final String READ_EVENTS = """
            select id, source, origin, type, delivery_id, subject, tenant, event_time, content_type, payload
            from event where lane = $1 and id = any ($2::int8[]) and id between $3 and $4
            """;
}
