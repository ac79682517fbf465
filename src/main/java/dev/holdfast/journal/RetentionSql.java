package dev.holdfast.journal;

/** The statements that make room: partitions ahead, partitions dropped, old keys forgotten. */
final class RetentionSql {
    private RetentionSql() {}

    static final String MAKE_PARTITIONS = "select make_partitions($1)";

    /** One replica at a time; the lock is the session's. */
    static final String TRY_LOCK = "select pg_try_advisory_lock(hashtext('holdfast.retention')) as mine";

    static final String UNLOCK = "select pg_advisory_unlock(hashtext('holdfast.retention'))";

    /**
     * Partitions older than {@code $1} days, and whether they are attached. One that a message still needs, ready, waiting
     * or dead, stays: nothing undelivered is dropped.
     */
    static final String EXPIRED = """
            with old as (
              select c.relname as name, split_part(c.relname, '_', 1) as parent, c.relispartition as attached,
                     ((to_date(split_part(c.relname, '_', 2), 'YYYYMMDD') - date '2020-01-01')::bigint * 86400000) << 22 as low
              from pg_class c
              where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
                and c.relname ~ '^(event|delivery|attempt)_[0-9]{8}$'
                and to_date(split_part(c.relname, '_', 2), 'YYYYMMDD') < (now() at time zone 'utc')::date - $1::int)
            select name, parent, attached from old
            where not exists (select from message where event_id >= low and event_id < low + (86400000::bigint << 22))
              and not exists (select from message_retry where event_id >= low and event_id < low + (86400000::bigint << 22))
              and not exists (select from message_dead where event_id >= low and event_id < low + (86400000::bigint << 22))
            order by name
            """;

    /** Names come from {@link #EXPIRED}'s pattern, so they need no quoting. Concurrently: appends do not wait. */
    static String detach(String parent, String name) {
        return "alter table " + parent + " detach partition " + name + " concurrently";
    }

    /** Ends a detaching that was cut off in the middle; fails when there is none. */
    static String finish(String parent, String name) {
        return "alter table " + parent + " detach partition " + name + " finalize";
    }

    static String drop(String name) {
        return "drop table " + name;
    }

    /**
     * Forgets keys of old days, a chunk at a time: the day leads the key, so the oldest lie together. A backfill of old
     * events keeps its keys for as long as they are ours, hence the second condition.
     */
    static final String FORGET_DATED = """
            delete from event_key where k = any (array(
              select k from event_key where k < $1 and event_id < $2 order by k limit 5000))
            """;

    /** The same for keys without a day, which lie scattered: a walk in chunks, from {@code $1} on. */
    static final String FORGET_UNDATED = """
            with chunk as (select k, event_id from event_key where k > $1 order by k limit 5000),
            gone as (delete from event_key o using chunk c where o.k = c.k and c.event_id < $2)
            select k from chunk order by k desc limit 1
            """;

    /** Forgets what was in quarantine once its event is gone, a chunk at a time. */
    static final String FORGET_QUARANTINE = """
            delete from quarantine where event_id = any (array(
              select event_id from quarantine where event_id < (
                select min((to_date(split_part(c.relname, '_', 2), 'YYYYMMDD') - date '2020-01-01')::bigint * 86400000 << 22)
                from pg_class c
                where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname ~ '^event_[0-9]{8}$')
              order by event_id limit 5000))
            """;
}
