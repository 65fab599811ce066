/** A tab tells of itself every 15 s: silent for three times as long it is closed, or its network is lost. */
export const DEAD_AFTER_SECONDS = 45;
/** Nothing touched for so long in any tab: away. A constant as yet; read at this one place. */
export const IDLE_AFTER_SECONDS = 10 * 60;

/** The mode of each employee in `presence p`, as they chose it. */
export const MODE = `case when p.ended then 'ended' when p.by_hand then 'on_break' else 'on_shift' end`;

/**
 * What their tabs say of each employee in `presence p`. The only place where it is judged: every process asks the same
 * rows by the database's clock. Hands on a tab that was closed or lost meanwhile count too: they are the same person's.
 */
export const TAB_STATE = `cross join lateral (
    select coalesce(bool_or(t.closed_at is null
      and t.beat_at > clock_timestamp() - make_interval(secs => ${DEAD_AFTER_SECONDS})), false) as here,
      coalesce(max(t.active_at) > clock_timestamp() - make_interval(secs => ${IDLE_AFTER_SECONDS}), false) as busy
    from presence_tab t where t.employee_id = p.employee_id
  ) tabs cross join lateral (
    select case when not here or p.ended then 'offline' when p.by_hand or not busy then 'away' else 'online' end
        as state,
      case when not here or p.ended then null when p.by_hand then 'by_hand' when not busy then 'idle' end as reason
  ) said`;
