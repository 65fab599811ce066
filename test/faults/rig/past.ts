import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { fault, type Fault } from '../judge/verdict.ts';
import type { Rig } from './rig.ts';
import { until } from './wait.ts';

/** What stands in the timelines of this run's chats, each entry as one line, by chat. */
export type Past = Map<number, string[]>;

export async function readPast(rig: Rig): Promise<Past> {
  const { rows } = await rig.stack.pool.query<{ number: number; line: string }>(
    `select c.number, concat_ws(' ', t.seq, t.n, t.at, t.kind, t.by_id, t.about_id, t.reason) as line
     from timeline t join chat c on c.id = t.chat_id where c.page_id = any($1::uuid[]) order by c.number, t.seq, t.n`,
    [rig.pages.map(({ id }) => id)],
  );
  const past: Past = new Map();
  for (const { number, line } of rows) past.set(number, [...(past.get(number) ?? []), line]);
  return past;
}

/** What stood in the timelines stands there still, word for word and first. */
export async function judgePast(rig: Rig, before: Past): Promise<Fault[]> {
  const now = await readPast(rig);
  const rewritten = [...before].filter(([number, lines]) => lines.some((line, n) => now.get(number)?.[n] !== line));
  return rewritten.map(([number]) => fault('row', 'wrong state', `the timeline of chat ${number} was rewritten`));
}

/** Somebody's chat says why it was taken up again. */
export async function judgeRecovered(rig: Rig, codes: string[]): Promise<Fault[]> {
  const { rows } = await rig.stack.pool.query<{ code: string }>(
    `select distinct t.reason ->> 'code' as code from timeline t join chat c on c.id = t.chat_id
     where c.page_id = any($1::uuid[]) and t.kind = 'recovered'`,
    [rig.pages.map(({ id }) => id)],
  );
  const found = rows.map(({ code }) => code);
  const odd = found.filter((code) => !codes.includes(code));
  return [
    ...(found.length === 0 ? [fault('row', 'wrong state', 'no chat says that it was taken up again')] : []),
    ...odd.map((code) => fault('row', 'wrong state', `a chat was taken up again for another reason: ${code}`)),
  ];
}

/** Each store keeps a count that is newer than this moment: a copy made before is older than either. */
export async function untilBeats({ stack }: Rig): Promise<void> {
  const countOf = async (name: 'beat' | 'beat_after') => {
    const { rows } = await stack.pool.query<{ count: number }>(
      `select (value #>> '{}')::int as count from installation where name = $1`,
      [name],
    );
    return rows[0]?.count ?? 0;
  };
  const before = await countOf('beat');
  // What the engine did not keep is counted here alone: what was seen there tells.
  if (!(await until(async () => (await countOf('beat_after')) > before || undefined)))
    throw new Error('the two stores do not count on');
}

/** Number of the installation's present epoch; 0 before the first. */
export async function epochOf({ stack }: Rig): Promise<number> {
  const { rows } = await stack.pool.query<{ number: number }>(
    `select (value ->> 'number')::int as number from installation where name = 'epoch'`,
  );
  return rows[0]?.number ?? 0;
}

/**
 * The product has noticed which store is the older one, in an epoch behind `before`, and every open chat has heard of
 * it.
 */
export async function untilEpoch({ stack }: Rig, reason: string, before: number): Promise<Fault[]> {
  const read = async () => {
    const { rows } = await stack.pool
      .query<{ number: number; isKnown: boolean; isTold: boolean; after: number }>(
        `select (e.value ->> 'number')::int as number, e.value ->> 'reason' = $1 as "isKnown",
           exists (select from installation t where t.name = 'epoch_told' and t.value = e.value -> 'number')
             as "isTold",
           coalesce((select (value ->> 'after')::int from installation where name = 'epoch_telling'), 0) as after
         from installation e where e.name = 'epoch'`,
        [reason],
      )
      .catch(() => ({ rows: [] }));
    return rows[0];
  };
  const isNoticed = async () => {
    const epoch = await read();
    return (epoch?.isKnown && epoch.number > before) || undefined;
  };
  if (!(await until(isNoticed))) return [fault('row', 'wrong state', `nobody noticed: ${reason}`)];
  const isTold = await whileItGoesOn(async () => {
    const epoch = await read();
    return epoch?.isTold ? null : epoch?.after;
  });
  return isTold ? [] : [fault('row', 'wrong state', `not every chat was told: ${reason}`)];
}

/** Every open chat has taken itself up in the present epoch. */
export async function untilTakenUp(rig: Rig): Promise<Fault[]> {
  const behind = async () => {
    const { rows } = await rig.stack.pool.query<{ count: number }>(
      `select count(*)::int as count from chat c, installation e
       where e.name = 'epoch' and c.page_id = any($1::uuid[]) and c.status <> 'finished' and c.state is not null
         and coalesce((c.trail -> -1 ->> 'epoch')::int, 0) < (e.value ->> 'number')::int`,
      [rig.pages.map(({ id }) => id)],
    );
    return rows[0]?.count ?? 0;
  };
  const isDone = await whileItGoesOn(async () => (await behind()) || null);
  return isDone ? [] : [fault('row', 'wrong state', `${await behind()} chats were not taken up`)];
}

/** Waits for as long as what is left changes: one stack may have hundreds of chats. Null: nothing is left. */
async function whileItGoesOn(left: () => Promise<number | null | undefined>): Promise<boolean> {
  for (let before = await left(); before !== null;) {
    const now = await until(async () => {
      const next = await left();
      return next === before || next === undefined ? undefined : { next };
    });
    if (!now) return false;
    before = now.next;
  }
  return true;
}

/**
 * Every chat that was open as the fault was lifted has a workflow that runs, those that nobody writes in any more, too:
 * the elders' are such.
 */
export async function untilRunning({ stack, pages, liftedAt }: Rig): Promise<Fault[]> {
  const { rows } = await stack.pool.query<{ clientId: string }>(
    `select client_id as "clientId" from chat where page_id = any($1::uuid[]) and status <> 'finished'
       and state is not null and created_at < $2`,
    [pages.map(({ id }) => id), new Date(liftedAt)],
  );
  const missing = new Set(rows.map(({ clientId }) => clientId));
  const isThere = async (id: string): Promise<boolean> => {
    const { rows: open } = await stack.pool.query(`select 1 from chat where client_id = $1 and status <> 'finished'`, [
      id,
    ]);
    if (open.length === 0) return true;
    const handle = stack.engine.workflow.getHandle(chatWorkflowId(id));
    return handle.describe().then(
      ({ status }) => status.name === 'RUNNING',
      () => false,
    );
  };
  await until(async () => {
    for (const id of missing) if (await isThere(id)) missing.delete(id);
    return missing.size === 0 || undefined;
  });
  return [...missing].map((id) => fault('row', 'lost', `the chat of ${id} has no workflow a minute later`));
}
