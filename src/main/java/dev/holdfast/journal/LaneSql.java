package dev.holdfast.journal;

/**
 * The statements of the lane's lease. All times are by the database's clock; {@code now()} gets older while a statement
 * waits for a lock, which errs on the safe side.
 */
final class LaneSql {
    private LaneSql() {}

    /** A lane for a new owner: one that is let go or whose lease is over, and empty, the lowest first. */
    static final String FIND_EMPTY = """
            select lane from lane l
            where (owner is null or lease_until < now())
              and not exists (select from message m where m.lane = l.lane)
              and not exists (select from message_retry r where r.lane = l.lane)
            order by lane limit 1 for update skip locked
            """;

    /** Lanes that nobody drains and that have something to drain. */
    static final String FIND_ORPHANED = """
            select lane from lane l
            where (owner is null or lease_until < now())
              and (exists (select from message m where m.lane = l.lane)
                or exists (select from message_retry r where r.lane = l.lane))
            order by lane limit 4
            """;

    /**
     * A further lane; two processes that make the same one at once: one of them gets no row and looks again. So does whoever
     * finds as many as an id can name: a number above would be read as another lane's.
     */
    static final String CREATE = """
            insert into lane (lane) select coalesce(max(lane), 0) + 1 from lane
            having coalesce(max(lane), 0) < 1023 on conflict do nothing returning lane
            """;

    static final String HIGHEST = "select coalesce(max(lane), 0)::int2 as lane from lane";

    static final String CREATE_HOLD =
            "insert into lane_hold (lane, part) values ($1, 0), ($1, 1) on conflict do nothing";

    /**
     * What taking a lane ends with: each hold is written once the append or the settle under way has committed, and refuses
     * every later one of an older epoch. One statement with the claim, so that nothing else on the connection can fall into a
     * transaction of theirs.
     */
    private static final String HOLD = """
            ),
            h as (update lane_hold o set epoch = c.epoch from c where o.lane = $1)
            select epoch, last_id from c
            """;

    /** Takes a lane that is free. No row: it is not. */
    static final String ACQUIRE = """
            with c as (
              update lane set owner = $2, epoch = epoch + 1, lease_until = now() + $3 * interval '1 millisecond'
              where lane = $1 and (owner is null or lease_until < now())
              returning epoch, last_id""" + HOLD;

    /** Takes one's own lane again after an unknown outcome. No row: another has adopted it. */
    static final String REACQUIRE = """
            with c as (
              update lane set epoch = epoch + 1, lease_until = now() + $3 * interval '1 millisecond'
              where lane = $1 and owner = $2 and epoch = $4
              returning epoch, last_id""" + HOLD;

    /** The lane's highest id; in a statement after the acquiring commit, or it would miss what that commit waited for. */
    static final String LAST_ID = "select max(id) as id from event where lane = $1";

    static final String RENEW = """
            update lane set lease_until = now() + $4 * interval '1 millisecond', last_id = greatest(last_id, $5)
            where lane = $1 and owner = $2 and epoch = $3
            """;

    static final String RELEASE = """
            update lane set owner = null, lease_until = null, last_id = greatest(last_id, $4)
            where lane = $1 and owner = $2 and epoch = $3
            """;

    /**
     * What the deployment looks like: live replicas, those of them whose lane has had an event past an id, the database's
     * clock, paused targets. Read with every renewal, which also writes a lane's last id.
     */
    static final String LOOK_AROUND = """
            select (select count(distinct owner) from lane where lease_until > now()) as replicas,
                   (select count(distinct owner) from lane where lease_until > now() and last_id > $1) as appending,
                   (extract(epoch from clock_timestamp()) * 1000)::int8 as millis,
                   (select array_agg(id) from target where paused_at is not null) as paused
            """;

    /** Whether a lane has anything left to relay. */
    static final String HAS_ROWS = """
            select exists (select from message where lane = $1) or exists (select from message_retry where lane = $1) as rows
            """;
}
