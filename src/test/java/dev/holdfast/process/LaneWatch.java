package dev.holdfast.process;

/**
 * Watches the lanes from inside the database: triggers note who takes a lane, and every write to it by anybody else.
 *
 * <p>Each replica has to come as a user of its own. What a trigger reads is newer than the lock on the lane's hold that the
 * write has by then, so whoever took the lane before is known to it.
 */
final class LaneWatch {
    private static final String TABLES = """
            create table watch_taken (lane int, epoch bigint, who text, primary key (lane, epoch));
            create table watch_trespass (what text, lane int, who text, holder text, at timestamptz default now());
            """;

    private static final String TAKEN = """
            create function watch_take() returns trigger language plpgsql as $$
            begin
              insert into watch_taken values (new.lane, new.epoch, current_user);
              return null;
            end $$;
            create trigger watch after update on lane for each row when (old.epoch <> new.epoch) execute function watch_take();
            """;

    private static final String WRITTEN = """
            create function watch_write() returns trigger language plpgsql as $$
            declare
              l int;
              holder text;
            begin
              if tg_argv[0] = 'attempt' then l := (new.event_id >> 12) & 1023;
              elsif tg_op = 'DELETE' then l := old.lane;
              else l := new.lane;
              end if;
              select who into holder from watch_taken t where t.lane = l order by epoch desc limit 1;
              if holder is distinct from current_user then
                insert into watch_trespass (what, lane, who, holder) values (tg_op || ' ' || tg_argv[0], l, current_user, holder);
              end if;
              return null;
            end $$;
            create trigger watch after insert on event for each row execute function watch_write('event');
            create trigger watch after insert on attempt for each row execute function watch_write('attempt');
            create trigger watch after insert or delete on message for each row execute function watch_write('message');
            create trigger watch after insert or delete on message_retry for each row execute function watch_write('message_retry');
            """;

    private final Database database;

    private LaneWatch(Database database) {
        this.database = database;
    }

    /** Begins before the first replica starts, in a database with this version's tables. */
    static LaneWatch begin(Database database) {
        database.run(TABLES, TAKEN, WRITTEN);
        return new LaneWatch(database);
    }

    /** The same database as another user, who is made for it. */
    Database as(String user) {
        database.run("create role " + user + " superuser login");
        return new Database("postgresql://" + user + ":" + user + "@" + database.host() + ":" + database.port() + "/"
                + database.name());
    }

    /** How often a lane was taken, by anyone. */
    long taken() {
        return database.number("select count(*) from watch_taken");
    }

    /** How often a lane was taken that had belonged to a replica. */
    long takenFrom(String user) {
        return database.number(
                "select count(*) from watch_taken a join watch_taken b on b.lane = a.lane and b.epoch = a.epoch + 1"
                        + " where a.who = '" + user + "' and b.who <> a.who");
    }

    /** Writes by those who did not hold the lane; empty text for none. */
    String trespasses() {
        return database.text(
                "select coalesce(string_agg(distinct concat_ws(' ', what, 'on lane', lane, 'by', who, 'not', holder), '; '), '')"
                        + " from watch_trespass");
    }
}
