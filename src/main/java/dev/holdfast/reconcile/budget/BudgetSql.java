package dev.holdfast.reconcile.budget;

/**
 * The table of budgets. Optimistic: who decides holds no lock and no transaction, and what was decided on an old state is not
 * kept but decided again.
 */
final class BudgetSql {
    private BudgetSql() {}

    /** Always one row; version 0 when nothing is kept. The clock and not the transaction's beginning: it decides about now. */
    static final String LOOK = """
            select coalesce(b.version, 0) as version, b.state,
              (extract(epoch from clock_timestamp()) * 1000)::int8 as now_millis
            from (select $1::text as source) as wanted
            left join budget as b using (source)
            """;

    /** No row when somebody was quicker, or when the decision is no longer of now: whoever decided may have slept since. */
    static final String KEEP = """
            insert into budget as b (source, version, state)
            select $1, 1, $3::jsonb
            where clock_timestamp() < to_timestamp($4::int8 / 1000.0) + interval '500 ms'
            on conflict (source) do update
              set state = excluded.state, version = b.version + 1
              where b.version = $2
            returning version
            """;
}
