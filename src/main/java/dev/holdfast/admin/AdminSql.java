package dev.holdfast.admin;

/** The admin's statements: people look and act, so they may cost more than the hot ones, but each is bounded. */
final class AdminSql {
    private AdminSql() {}

    /** Targets with what waits for them. Counting stops at 100,000: past that nobody needs the exact number. */
    static final String TARGETS = """
            select t.name, t.paused_at, t.paused_why,
                   (select count(*) from (select from message m where m.target = t.id limit 100000) x) as ready,
                   (select count(*) from (select from message_retry r where r.target = t.id limit 100000) x) as waiting,
                   (select count(*) from (select from message_dead d where d.target = t.id limit 100000) x) as dead
            from target t order by t.name
            """;

    static final String RESUME = "update target set paused_at = null, paused_why = null where name = $1";

    static final String DEAD = """
            select d.event_id, t.name as target, d.attempts, d.died_at, d.last_error
            from message_dead d join target t on t.id = d.target
            where t.name = $1 and d.event_id > $2 order by d.event_id limit $3
            """;

    /**
     * Dead messages back to life, due at once: into the waiting ones, never the ready ones, which only the lane's owner
     * may add to. The schedule starts anew.
     */
    static final String REDRIVE = """
            with chosen as (
              select d.lane, d.target, d.event_id, d.bytes from message_dead d join target t on t.id = d.target
              where t.name = $1 and (cardinality($2::int8[]) = 0 or d.event_id = any ($2::int8[]))
              order by d.event_id limit $3 for update of d skip locked),
            gone as (
              delete from message_dead d using chosen c
              where d.lane = c.lane and d.target = c.target and d.event_id = c.event_id
              returning d.lane, d.target, d.event_id, d.bytes)
            insert into message_retry (lane, due_at, target, event_id, bytes, attempts)
            select lane, now(), target, event_id, bytes, 0 from gone
            """;
}
